// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.session.Authentication.Authenticated;
import dev.guestpass.session.Authentication.Ended;
import dev.guestpass.session.Authentication.Expired;
import dev.guestpass.session.Authentication.Refused;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.VerificationResult.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AuthenticateTest {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Duration LEEWAY = Duration.ofSeconds(5);

    private final TestNode node = TestNode.alone();
    private final SessionGrant grant = node.start();
    private final String token = grant.tokens().session().value();

    @Test
    void authenticateWhenFirstTimeThenVerifiedOnce() {
        Authentication answer = node.sessions.authenticate(token);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Authenticated.class,
                        yes -> assertThat(yes.principal().sessionId())
                                .isEqualTo(grant.session().sessionId()));
        assertThat(node.keys.verifications()).isOne();
    }

    @Test
    void authenticateWhenSeenBeforeThenNothingIsVerifiedOrStored() {
        Authentication first = node.sessions.authenticate(token);

        Authentication second = node.sessions.authenticate(token);

        assertThat(second).isSameAs(first);
        assertThat(node.keys.verifications()).isOne();
        assertThat(node.store.calls()).isZero();
    }

    @Test
    void authenticateWhenJustBeforeExpiryThenStillFromCache() {
        node.sessions.authenticate(token);
        node.clock.advance(LIFETIME.plus(LEEWAY).minusNanos(1));

        assertThat(node.sessions.authenticate(token)).isInstanceOf(Authenticated.class);
        assertThat(node.keys.verifications()).isOne();
    }

    @Test
    void authenticateWhenExpiredThenCacheDoesNotKeepItAlive() {
        node.sessions.authenticate(token);
        node.clock.advance(LIFETIME.plus(LEEWAY));

        assertThat(node.sessions.authenticate(token)).isEqualTo(new Expired());
    }

    @Test
    void authenticateWhenClockIsSetBackThenStillThemselves() {
        node.sessions.authenticate(token);
        node.clock.advance(Duration.ofHours(-1));

        assertThat(node.sessions.authenticate(token)).isInstanceOf(Authenticated.class);
    }

    @Test
    void authenticateWhenRefusedThenNotRemembered() {
        String forged = token.substring(0, token.length() - 6) + "AAAAAA";

        assertThat(node.sessions.authenticate(forged)).isEqualTo(new Refused(Reason.BAD_SIGNATURE));
        assertThat(node.sessions.authenticate(forged)).isEqualTo(new Refused(Reason.BAD_SIGNATURE));
        assertThat(node.keys.verifications()).isEqualTo(2);
    }

    @Test
    void authenticateWhenForgedAfterGenuineThenNotAnsweredFromCache() {
        node.sessions.authenticate(token);

        assertThat(node.sessions.authenticate(token + "A")).isInstanceOf(Refused.class);
        assertThat(node.sessions.authenticate(" " + token)).isEqualTo(new Refused(Reason.MALFORMED));
    }

    @Test
    void authenticateWhenGarbageThenMalformed() {
        assertThat(node.sessions.authenticate("")).isEqualTo(new Refused(Reason.MALFORMED));
        assertThat(node.sessions.authenticate("a.b.c".repeat(10_000))).isEqualTo(new Refused(Reason.MALFORMED));
        assertThat(node.keys.verifications()).isZero();
    }

    @Test
    void authenticateWhenRefreshTokenIsSentThenRefused() {
        String refresh = grant.tokens().refresh().value();

        assertThat(node.sessions.authenticate(refresh)).isEqualTo(new Refused(Reason.WRONG_KIND));
    }

    @Test
    void authenticateWhenEndedThenRefusedAlthoughInCache() {
        node.sessions.authenticate(token);
        node.sessions.end(grant.session());

        assertThat(node.sessions.authenticate(token)).isEqualTo(new Ended());
        assertThat(node.sessions.authenticate(token)).isEqualTo(new Ended());
    }

    @Test
    void authenticateWhenEndedAndNeverSeenThenRefused() {
        node.sessions.end(grant.session());

        assertThat(node.sessions.authenticate(token)).isEqualTo(new Ended());
    }

    @Test
    void authenticateWhenEndedThenRefusedUntilTokenExpires() {
        node.sessions.end(grant.session());
        node.clock.advance(LIFETIME.plus(LEEWAY).minusNanos(1));

        assertThat(node.sessions.authenticate(token)).isEqualTo(new Ended());
    }

    @Test
    void authenticateWhenCacheIsSmallThenBoundedAndRight() {
        TestNode small = TestNode.with(builder -> builder.cachedTokens(0));
        SessionGrant other = small.start();

        small.authenticate(other);

        assertThat(small.principal(other).subject()).isEqualTo(other.session().subject());
        assertThat(small.keys.verifications()).isEqualTo(2);
    }

    @Test
    void authenticateWhenByRefreshTokenThenNothingIsExchanged() {
        RefreshToken refresh = node.refreshToken(grant);

        assertThat(node.sessions.authenticate(refresh)).isInstanceOf(Authenticated.class);
        assertThat(node.store.calls()).isOne();
        assertThat(node.refreshed(refresh).session().generation()).isOne();
    }

    @Test
    void authenticateWhenByRefreshTokenOfEndedSessionThenEnded() {
        RefreshToken refresh = node.refreshToken(grant);
        node.sessions.end(grant.session());

        assertThat(node.sessions.authenticate(refresh)).isEqualTo(new Ended());
    }

    @Test
    void authenticateWhenSessionTokenThenSessionLacksWhatOnlyRefreshTokensKnow() {
        SessionSnapshot known = ((Authenticated) node.sessions.authenticate(token)).session();

        assertThat(known.subject()).isEqualTo(grant.session().subject());
        assertThat(known.end()).isEqualTo(grant.session().expiresAt());
        assertThat(known.generation()).isZero();
    }

    @Test
    void authenticateWhenRefreshTokenWasReplacedLongAgoThenNobody() {
        RefreshToken first = node.visitor();
        RefreshToken second = node.refreshToken(node.refreshed(first));
        node.clock.advance(Duration.ofSeconds(31));
        node.refreshed(second);

        assertThat(node.sessions.authenticate(first)).isInstanceOf(Authentication.Ended.class);
        assertThat(node.events(SessionEvent.Replayed.class)).isEmpty();
    }

    @Test
    void authenticateWhenSessionOfRefreshTokenEndedLongAgoThenNobody() {
        RefreshToken token = node.visitor();
        node.sessions.end(token.session());
        node.clock.advance(Duration.ofDays(2));

        assertThat(node.sessions.authenticate(token)).isInstanceOf(Authentication.Ended.class);
    }

    @Test
    void authenticateWhenStoreIsDownThenRefreshTokenIsUnconfirmed() {
        RefreshToken token = node.visitor();
        node.store.setDown(true);

        Authentication answer = node.sessions.authenticate(token);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Authentication.Unconfirmed.class,
                        unconfirmed ->
                                assertThat(unconfirmed.principal().isLive()).isFalse());
    }
}
