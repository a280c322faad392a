// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.SessionId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A login ID that someone proved to be theirs. There is no public constructor: each factory says how it was proven.
 * Immutable; {@link #toString()} does not show the login ID.
 */
public final class VerifiedLogin {

    private final Type type;
    private final String loginId;

    private VerifiedLogin(Type type, String loginId) {
        if (loginId.isBlank()) {
            throw new IllegalArgumentException("A login ID is not blank");
        }
        this.type = type;
        this.loginId = loginId;
    }

    /** What kind of login ID was proven. */
    public enum Type {
        /** The name of an account, proven by a completed login of the container or a framework. It proves no address. */
        ACCOUNT,
        /** An e-mail address in canonical form. */
        EMAIL,
        /** A phone number in E.164 form. */
        PHONE
    }

    /**
     * Takes the result of a login that the container or a framework completed for this very request.
     *
     * @param accountName the name of the authenticated principal
     * @return the proven account name
     * @throws IllegalArgumentException if the name is blank
     */
    public static VerifiedLogin byCompletedLogin(String accountName) {
        return new VerifiedLogin(Type.ACCOUNT, accountName);
    }

    /**
     * Trusts the application that it has verified, by itself and in this very session, that the visitor owns a login ID.
     * Calling this for an address that was only typed in hands other people's carts to whoever types their address.
     *
     * @param type what kind of login ID
     * @param loginId the login ID, in canonical form: the caller maps all spellings of one address to the same text
     * @return the proven login ID
     * @throws IllegalArgumentException if the login ID is blank
     */
    public static VerifiedLogin trustingTheApplicationToHaveVerified(Type type, String loginId) {
        return new VerifiedLogin(type, loginId);
    }

    /**
     * Returns what kind of login ID this is.
     *
     * @return the type
     */
    public Type type() {
        return type;
    }

    /**
     * Returns the login ID.
     *
     * @return text in canonical form
     */
    public String loginId() {
        return loginId;
    }

    /**
     * Returns what a store may keep of this login: a hash that is different for every session, so that a copy of the
     * store tells nobody which sessions belong to one person.
     *
     * @param session the session that is converted
     * @return 64 hexadecimal digits
     */
    public String hashFor(SessionId session) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((session.value() + '\n' + type + '\n').getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest(loginId.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "VerifiedLogin[" + type + "]";
    }
}
