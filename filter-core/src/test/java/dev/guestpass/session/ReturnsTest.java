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

    private String exchanged() {
        node.clock.advance(Duration.ofMinutes(11));
        RefreshOutcome outcome = node.sessions.refresh(node.refreshToken(grant));
        return ((RefreshOutcome.Refreshed) outcome).grant().tokens().session().value();
    }

    @Test
    void authenticateWhenFirstTokenIsSeenOftenThenToldOnce() {
        String token = grant.tokens().session().value();

        node.sessions.authenticate(token);
        node.sessions.authenticate(token);

        assertThat(told(node)).isOne();
    }

    @Test
    void refreshWhenVisitorWasNotSeenSinceThenTold() {
        exchanged();

        assertThat(told(node)).isOne();
    }

    /** As after a restart. */
    @Test
    void authenticateWhenTokensWereExchangedThenNoOtherNodeTellsOfIt() {
        String token = exchanged();
        TestNode other = node.neighbour();

        other.sessions.authenticate(token);

        assertThat(told(other)).isZero();
    }

    @Test
    void authenticateWhenNodeKeepsFewSessionsThenLaterTokensAreNotToldOfAgain() {
        String token = exchanged();
        TestNode small = node.sharing(node.store, builder -> builder.cachedTokens(1));

        for (int i = 0; i < 5; i++) {
            small.sessions.authenticate(token);
            small.sessions.authenticate(node.start().tokens().session().value());
        }

        assertThat(small.events)
                .filteredOn(SessionEvent.Returned.class::isInstance)
                .hasSize(5);
    }
}
