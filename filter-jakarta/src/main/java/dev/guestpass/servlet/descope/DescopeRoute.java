// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import java.util.List;

/** The calls that Descope's SDKs make, by their paths below the base URL. */
public enum DescopeRoute {
    /** A new session for a visitor of the calling service. */
    MINT("/v1/mgmt/auth/anonymous", "POST", Credential.MANAGEMENT_KEY),
    /** Other claims in a token that the calling service holds. */
    UPDATE_TOKEN("/v1/mgmt/jwt/update", "POST", Credential.MANAGEMENT_KEY),
    /** What SDKs ask for when they are made with a management key. */
    LICENSE("/v1/mgmt/license", "GET", Credential.MANAGEMENT_KEY),
    /** The public keys; the project id stands behind the path. */
    KEYS("/v2/keys/", "GET, HEAD", Credential.NONE),
    /** New tokens. */
    REFRESH("/v1/auth/refresh", "POST", Credential.REFRESH_TOKEN),
    /** New tokens if there is a living session, and no error if there is none. */
    TRY_REFRESH("/v1/auth/try-refresh", "POST", Credential.REFRESH_TOKEN),
    /** The end of the session. */
    LOGOUT("/v1/auth/logout", "POST", Credential.REFRESH_TOKEN),
    /** The end of every session of the subject, who has exactly one. */
    LOGOUT_ALL("/v1/auth/logoutall", "POST", Credential.REFRESH_TOKEN),
    /** Who is there. */
    ME("/v1/auth/me", "GET", Credential.REFRESH_TOKEN),
    /** Another tenant for the session. */
    SELECT_TENANT("/v1/auth/tenant/select", "POST", Credential.REFRESH_TOKEN),
    /** What a session token says, if it is good. */
    VALIDATE("/v1/auth/validate", "POST", Credential.SESSION_TOKEN),
    /** Every other path of the two versions. */
    UNKNOWN("", "", Credential.NONE);

    private final String path;
    private final String methods;
    private final Credential credential;

    /** What the caller shows beside the project id. */
    enum Credential {
        NONE,
        MANAGEMENT_KEY,
        REFRESH_TOKEN,
        SESSION_TOKEN
    }

    DescopeRoute(String path, String methods, Credential credential) {
        this.path = path;
        this.methods = methods;
        this.credential = credential;
    }

    /**
     * Returns where the call is, below the base URL.
     *
     * @return the path; empty for {@link #UNKNOWN}
     */
    public String path() {
        return path;
    }

    /** Finds the call at a path that begins with {@code /v1/} or {@code /v2/}. */
    static DescopeRoute at(String path) {
        for (DescopeRoute route : values()) {
            if (route.isAt(path)) {
                return route;
            }
        }
        return UNKNOWN;
    }

    private boolean isAt(String requested) {
        return this == KEYS ? requested.startsWith(path) : this != UNKNOWN && requested.equals(path);
    }

    boolean allows(String method) {
        return List.of(methods.split(", ", -1)).contains(method);
    }

    /** Returns the methods as a header lists them. */
    String methods() {
        return methods;
    }

    boolean isManagement() {
        return credential == Credential.MANAGEMENT_KEY;
    }

    /** Tells whether pages of allowed origins may make the call. */
    boolean isForBrowsers() {
        return credential == Credential.REFRESH_TOKEN || credential == Credential.SESSION_TOKEN;
    }

    /**
     * Tells whether the call ends a session.
     *
     * @return whether it is one of the two log-outs
     */
    public boolean isLogOut() {
        return this == LOGOUT || this == LOGOUT_ALL;
    }

    /** Tells whether a refresh cookie can stand for the token. */
    boolean takesCookie() {
        return credential == Credential.REFRESH_TOKEN && this != SELECT_TENANT;
    }
}
