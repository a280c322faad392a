// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.event.SessionEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who counts as having come back. */
class ReturnsTest {

    private final TestNode node = TestNode.alone();
    private final SessionGrant grant = node.start();

    private static long told(TestNode node) {
        return node.events.stream()
                .filter(SessionEvent.Returned.class::isInstance)
                .count();
    }

    private String token() {
        return grant.tokens().session().value();
    }

    @Test
    void authenticateWhenTokenIsSeenOftenThenToldOnce() {
        node.sessions.authenticate(token());
        node.sessions.authenticate(token());

        assertThat(told(node)).isOne();
    }

    @Test
    void refreshWhenVisitorWasSeenBeforeThenNotToldAgain() {
        node.sessions.authenticate(token());
        node.clock.advance(Duration.ofMinutes(11));

        node.sessions.refresh(node.refreshToken(grant));

        assertThat(told(node)).isOne();
    }

    /** And so does this node once it has started anew. */
    @Test
    void authenticateWhenAnotherNodeMeetsTheSessionThenItTellsToo() {
        TestNode other = node.neighbour();

        node.sessions.authenticate(token());
        other.sessions.authenticate(token());

        assertThat(told(node)).isOne();
        assertThat(told(other)).isOne();
    }

    @Test
    void authenticateWhenNodeForgotTheSessionAmongManyThenToldAgain() {
        TestNode small = node.sharing(node.store, builder -> builder.cachedTokens(1));

        for (int i = 0; i < 5; i++) {
            small.sessions.authenticate(token());
            small.sessions.authenticate(node.start().tokens().session().value());
        }

        assertThat(told(small)).isGreaterThan(6);
    }
}
