// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.verification.CodeCheck;
import dev.guestpass.verification.LinkConfirmation;
import dev.guestpass.verification.LoginVerification;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What visitors prove. A code or link is used up by that; where the conversion that it was for fails, whoever shows the same
 * once more to this node, in the same session, can try again. Safe for use by several threads.
 */
public final class LoginProofs {

    /** How often a session can have the store asked what was confirmed on another device. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final Duration REMEMBERED = Duration.ofMinutes(15);
    private static final int MAX_REMEMBERED = 10_000;

    private final LoginVerification verification;
    private final InstantSource clock;
    private final Cache<Key, Proof> proofs = remembering().build();
    private final Cache<SessionId, Instant> looks = remembering().build();

    /** How something was proven in a session. */
    private enum Way {
        CODE,
        LINK,
        ELSEWHERE
    }

    private record Key(SessionId session, Way way, String name) {}

    private record Proof(VerifiedLogin login, String shown, Instant until) {}

    /**
     * Makes the memory.
     *
     * @param verification verifies
     * @param clock tells when to forget
     */
    public LoginProofs(LoginVerification verification, InstantSource clock) {
        this.verification = verification;
        this.clock = clock;
    }

    private static Caffeine<Object, Object> remembering() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .executor(Runnable::run);
    }

    LoginVerification verification() {
        return verification;
    }

    /** Checks a code. Whoever types one after confirming the link on another device has proven it by the link. */
    CodeCheck check(SessionSnapshot session, String id, String code) {
        Key key = new Key(session.sessionId(), Way.CODE, id);
        Optional<VerifiedLogin> known = remembered(key, code);
        CodeCheck check =
                known.isPresent() ? new CodeCheck.Proven(known.get()) : verification.checkCode(session, id, code);
        if (check instanceof CodeCheck.Voided) {
            return verification
                    .takeConfirmed(session, id)
                    .<CodeCheck>map(login -> noted(key, code, login))
                    .orElse(check);
        }
        return check instanceof CodeCheck.Proven proven ? noted(key, code, proven.login()) : check;
    }

    private CodeCheck.Proven noted(Key key, String shown, VerifiedLogin login) {
        remember(key, shown, login);
        return new CodeCheck.Proven(login);
    }

    LinkConfirmation confirm(String token, @Nullable SessionSnapshot session) {
        if (session == null) {
            return verification.confirmLink(token, null);
        }
        Key key = new Key(session.sessionId(), Way.LINK, "");
        Optional<VerifiedLogin> known = remembered(key, token);
        LinkConfirmation confirmation = known.isPresent()
                ? new LinkConfirmation.ProvenHere(known.get())
                : verification.confirmLink(token, session);
        if (confirmation instanceof LinkConfirmation.ProvenHere here) {
            remember(key, token, here.login());
        }
        return confirmation;
    }

    /**
     * Takes what was confirmed on another device. The store is asked once a second for each session at the most.
     *
     * @param session the visitor's session, as a verified token has it
     * @param id the id that the visitor was given
     * @return what the visitor proved, or empty if nothing was confirmed yet
     * @throws dev.guestpass.store.SessionStoreException if the store can not be asked
     */
    public Optional<VerifiedLogin> take(SessionSnapshot session, String id) {
        Key key = new Key(session.sessionId(), Way.ELSEWHERE, id);
        Optional<VerifiedLogin> known = remembered(key, "");
        if (known.isPresent() || !mayLook(session.sessionId())) {
            return known;
        }
        Optional<VerifiedLogin> taken = verification.takeConfirmed(session, id);
        taken.ifPresent(login -> remember(key, "", login));
        return taken;
    }

    private boolean mayLook(SessionId session) {
        Instant now = clock.instant();
        AtomicBoolean isFirst = new AtomicBoolean();
        looks.asMap().compute(session, (same, until) -> {
            isFirst.set(until == null || !now.isBefore(until));
            return isFirst.get() || until == null ? now.plus(BETWEEN_LOOKS) : until;
        });
        return isFirst.get();
    }

    private void remember(Key key, String shown, VerifiedLogin login) {
        proofs.put(key, new Proof(login, hash(shown), clock.instant().plus(REMEMBERED)));
    }

    /** Nobody gets a second guess: what does not fit makes the proof be forgotten. */
    private Optional<VerifiedLogin> remembered(Key key, String shown) {
        @Nullable Proof proof = proofs.getIfPresent(key);
        if (proof == null) {
            return Optional.empty();
        } else if (!isSame(proof.shown(), hash(shown)) || !proof.until().isAfter(clock.instant())) {
            proofs.invalidate(key);
            return Optional.empty();
        }
        return Optional.of(proof.login());
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
    }

    private static String hash(String shown) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(shown.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
