// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

/**
 * Every error there is. Codes that begin with E are Descope's own, where the meaning is the same, because applications
 * compare them; all others begin with a letter that Descope does not use.
 */
enum DescopeError {
    BAD_REQUEST(400, "E011001", "Request is malformed"),
    MISSING_ARGUMENTS(400, "E011002", "Request is missing arguments"),
    INVALID(400, "E011003", "Request is invalid"),
    TOO_LARGE(413, "E011003", "Request is too large"),
    SESSION_ENDED(401, "E064001", "The refresh token is no longer valid"),
    RATE_LIMITED(429, "E130429", "API rate limit exceeded"),
    WRONG_KEY(401, "A401001", "The management key is not accepted"),
    WRONG_PROJECT(401, "A401002", "The project id is missing or not the one of this deployment"),
    NO_TOKEN(401, "A401003", "The request has no token"),
    BAD_SESSION_TOKEN(401, "A401004", "The session token is not valid"),
    MANAGEMENT_OFF(403, "A403001", "The management API is switched off"),
    TENANT_REFUSED(403, "A403002", "The tenant may not be selected"),
    FOREIGN_ORIGIN(403, "A403003", "The request comes from another site"),
    NO_SUCH_ENDPOINT(404, "A404001", "There is no such endpoint"),
    NO_SUCH_PROJECT(404, "A404002", "There is no such project"),
    WRONG_METHOD(405, "A405001", "The method is not allowed"),
    /** Never E064001, by which SDKs sign a visitor out: the session may well be alive. */
    UNDECIDED(409, "A409001", "It can not be told which session is meant"),
    OTHER_TENANT(409, "A409002", "The session belongs to another tenant"),
    WRONG_MEDIA_TYPE(415, "A415001", "The body is not JSON"),
    INTERNAL(500, "A500001", "The server failed"),
    /** SDKs repeat this one, so it is for outages, and never for a refusal. */
    UNAVAILABLE(503, "A503001", "It can not be decided now");

    private final int status;
    private final String code;
    private final String description;

    DescopeError(int status, String code, String description) {
        this.status = status;
        this.code = code;
        this.description = description;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String description() {
        return description;
    }
}
