// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.session.Authentication.Authenticated;
import dev.guestpass.session.Authentication.Ended;
import dev.guestpass.session.Authentication.Expired;
import dev.guestpass.session.Authentication.Refused;
import dev.guestpass.session.Recollection.Certain;
import dev.guestpass.session.Recollection.Unverified;
import dev.guestpass.token.TokenText;
import dev.guestpass.token.VerificationResult.Reason;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of session tokens whose signatures nobody checks. */
class RecallTest {

    private final TestNode node = TestNode.alone();
    private final SessionGrant grant = node.start();
    private final String token = grant.tokens().session().value();
    private int verified;

    @AfterEach
    void assertNothingVerified() {
        assertThat(node.keys.verifications()).isEqualTo(verified);
    }

    private Recollection recall(String text) {
        return node.sessions.recall(TokenText.of(text));
    }

    @Test
    void recallWhenSeenBeforeThenWhoItIs() {
        Authentication known = node.sessions.authenticate(token);
        verified = 1;

        assertThat(known).isInstanceOf(Authenticated.class);
        assertThat(recall(token)).isEqualTo(new Certain(known));
    }

    @Test
    void recallWhenNeverSeenThenWhatItClaimsAlone() {
        assertThat(recall(token)).isEqualTo(new Unverified(grant.session().sessionId()));
        assertThat(recall(token.substring(0, token.length() - 4) + "AAAA"))
                .isEqualTo(new Unverified(grant.session().sessionId()));
    }

    @Test
    void recallWhenExpiredThenNoGoodWhateverItsSignature() {
        node.clock.advance(Duration.ofMinutes(11));

        assertThat(recall(token)).isEqualTo(new Certain(new Expired()));
    }

    @Test
    void recallWhenSessionHasEndedThenEnded() {
        node.sessions.end(grant.session());

        assertThat(recall(token)).isEqualTo(new Certain(new Ended()));
    }

    @Test
    void recallWhenItIsNoSessionTokenThenWhyNot() {
        assertThat(recall("garbage")).isEqualTo(new Certain(new Refused(Reason.MALFORMED)));
        assertThat(recall("x" + token)).isEqualTo(new Certain(new Refused(Reason.FOREIGN)));
        assertThat(recall(grant.tokens().refresh().value())).isEqualTo(new Certain(new Refused(Reason.WRONG_KIND)));
    }
}
