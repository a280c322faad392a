// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.SessionId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A login ID that someone proved to be theirs. There is no public constructor: each factory says how it was proven, and only
 * the library itself can say that it was by a code or link that was sent there. Such a proof is good for the session that
 * asked for it alone. Immutable; {@link #toString()} does not show the login ID.
 */
public final class VerifiedLogin {

    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final String PROVER = "dev.guestpass.verification";
    private static final String TICKETS = "dev.guestpass.session.Tickets";
    private static final ClassLoader OURS = VerifiedLogin.class.getClassLoader();

    private final Type type;
    private final String loginId;
    private final @Nullable SessionId provenIn;

    private VerifiedLogin(Type type, String loginId, @Nullable SessionId provenIn) {
        if (loginId.isBlank()) {
            throw new IllegalArgumentException("A login ID is not blank");
        }
        this.type = type;
        this.loginId = loginId;
        this.provenIn = provenIn;
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
        return new VerifiedLogin(Type.ACCOUNT, accountName, null);
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
        return new VerifiedLogin(type, loginId, null);
    }

    /**
     * Takes what was proven by a code or link that was sent to the login ID. Only the package that sends them can call this,
     * and what reads such a proof out of a sealed {@link ConversionTicket}, as far as these can be told from the code of an
     * application; packages have no friends in Java.
     *
     * @param type what kind of login ID
     * @param loginId the login ID, as it was sent to
     * @param provenIn the session that asked for it
     * @return the proven login ID
     * @throws IllegalCallerException if anybody else calls
     */
    public static VerifiedLogin byVerification(Type type, String loginId, SessionId provenIn) {
        Class<?> caller = CALLERS.getCallerClass();
        boolean isKnown =
                caller.getPackageName().equals(PROVER) || caller.getName().equals(TICKETS);
        if (!isKnown || caller.getClassLoader() != OURS) {
            throw new IllegalCallerException("Only LoginVerification proves a login ID; an application that verifies by"
                    + " itself calls trustingTheApplicationToHaveVerified");
        }
        return new VerifiedLogin(type, loginId, provenIn);
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
     * Tells whether this was proven by a code or link that this library sent.
     *
     * @return the session that asked for it and that alone may use it, or empty if it was proven otherwise
     */
    public Optional<SessionId> provenIn() {
        return Optional.ofNullable(provenIn);
    }

    /**
     * Returns what a store may keep of this login: a hash that is different for every session, so that two sessions of one
     * person do not look alike. It keeps no login secret: it has no key, and the session's id is in the same row, so
     * whoever has a copy of the store finds the address by trying a list of them.
     *
     * @param session the session that is converted
     * @return 64 hexadecimal digits
     * @throws IllegalArgumentException if it was proven in another session, where it proves nothing
     */
    public String hashFor(SessionId session) {
        if (provenIn != null && !provenIn.equals(session)) {
            throw new IllegalArgumentException("This login was proven in another session; convert the one that asked");
        }
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
