// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.verification.LoginVerification;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What visitors prove. What was confirmed on another device is remembered, so that the store need not be asked with every
 * request of who has not been converted yet. Safe for use by several threads.
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
    private final Cache<Key, Instant> open = remembering().build();

    private record Key(SessionId session, String id) {}

    private record Proof(VerifiedLogin login, Instant until) {}

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

    /**
     * Takes what was confirmed on another device. The store is asked once a second for each session at the most.
     *
     * @param session the visitor's session, as a verified token has it
     * @param id the id that the visitor was given
     * @return what the visitor proved, or empty if nothing was confirmed yet
     * @throws dev.guestpass.store.SessionStoreException if the store can not be asked
     */
    public Optional<VerifiedLogin> take(SessionSnapshot session, String id) {
        Key key = new Key(session.sessionId(), id);
        Optional<VerifiedLogin> known = remembered(key);
        if (known.isPresent() || !mayLook(session.sessionId())) {
            return known;
        }
        Optional<VerifiedLogin> taken = verification.takeConfirmed(session, id);
        taken.ifPresent(
                login -> proofs.put(key, new Proof(login, clock.instant().plus(REMEMBERED))));
        return taken;
    }

    /**
     * Tells whether anything can still come of an id, for who waits for it. For an id of which something can, the store is asked
     * once a second at the most.
     *
     * @param session the visitor's session, as a verified token has it
     * @param id what the visitor sent
     * @return {@code false} if it is void, expired, of another session, or none
     * @throws dev.guestpass.store.SessionStoreException if the store can not be asked
     */
    boolean isOpen(SessionSnapshot session, String id) {
        Key key = new Key(session.sessionId(), id);
        Instant now = clock.instant();
        @Nullable Instant until = open.getIfPresent(key);
        if (until != null && now.isBefore(until)) {
            return true;
        }
        boolean isOpen = verification.isOpen(session, id);
        if (isOpen) {
            open.put(key, now.plus(BETWEEN_LOOKS));
        }
        return isOpen;
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

    private Optional<VerifiedLogin> remembered(Key key) {
        @Nullable Proof proof = proofs.getIfPresent(key);
        return proof != null && proof.until().isAfter(clock.instant()) ? Optional.of(proof.login()) : Optional.empty();
    }
}
