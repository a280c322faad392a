// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.MutableClock;
import dev.guestpass.event.SessionEvent.ClocksDiffer;
import dev.guestpass.event.SessionEvent.StoreUnavailable;
import dev.guestpass.key.KeySource;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.token.RefreshToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** THREATS C.8 and F12: this node's clock and the store's differ. */
class NodeClockTest {

    /** After this keys would be rotated, whatever the day on which they are made. */
    private static final Duration RIPE = Duration.ofDays(20_000);

    private final TestNode node = TestNode.alone();
    private final MutableClock storeClock = new MutableClock();

    @BeforeEach
    void giveTheStoreAClock() {
        node.store.setClock(storeClock);
    }

    private void nodeIsAhead(Duration by) {
        storeClock.set(node.clock.instant().minus(by));
        compare();
    }

    private void compare() {
        node.sessions.maintenance().stream()
                .filter(task -> task.name().equals("compare-clocks"))
                .forEach(task -> task.task().run());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT30S", "PT-30S"})
    void compareWhenClocksAgreeThenNothingIsTold(Duration ahead) {
        nodeIsAhead(ahead);

        assertThat(node.events(ClocksDiffer.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT30.000000001S", "PT-30.000000001S", "PT5M", "PT-5M"})
    void compareWhenClocksDifferThenToldAndSessionsGoOn(Duration ahead) {
        RefreshToken visitor = node.visitor();

        nodeIsAhead(ahead);

        assertThat(node.events(ClocksDiffer.class)).containsExactly(new ClocksDiffer(ahead));
        assertThat(node.sessions.canStart()).isTrue();
        assertThat(node.refreshed(visitor)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT5M0.000000001S", "PT-5M-0.000000001S", "PT1H", "PT-1H"})
    void refreshWhenClocksDifferALotThenServedAsKnownAndNothingIsSigned(Duration ahead) {
        RefreshToken visitor = node.visitor();
        nodeIsAhead(ahead);
        int calls = node.store.calls();

        RefreshOutcome outcome = node.sessions.refresh(visitor);

        assertThat(node.sessions.canStart()).isFalse();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RefreshOutcome.Unavailable.class,
                        served -> assertThat(served.principal().subject())
                                .isEqualTo(visitor.session().subject()));
        assertThat(node.store.calls()).isEqualTo(calls);
    }

    @Test
    void compareWhenClockWasSetThenSessionsGoOn() {
        RefreshToken visitor = node.visitor();
        nodeIsAhead(Duration.ofHours(1));

        nodeIsAhead(Duration.ZERO);

        assertThat(node.sessions.canStart()).isTrue();
        assertThat(node.refreshed(visitor)).isNotNull();
    }

    @Test
    void mintAndUpdateWhenClocksDifferALotThenErrorSaysByHowMuch() {
        RefreshToken visitor = node.visitor();
        nodeIsAhead(Duration.ofHours(-1));

        assertThatThrownBy(() -> node.sessions.mint(Claims.empty(), null, null))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContainingAll("3600 seconds behind", "NTP");
        assertThatThrownBy(() -> node.sessions.updateClaims(visitor.session(), ClaimsChange.set("a", 1)))
                .isInstanceOf(SessionStoreException.class);
    }

    @Test
    void startWhenClockIsWrongThenKnownBeforeTheFirstVisitor() {
        storeClock.set(node.clock.instant().plus(Duration.ofDays(1)));

        TestNode late = node.neighbour();

        assertThat(late.sessions.canStart()).isFalse();
    }

    @Test
    void compareWhenStoreIsDownThenLastKnownStays() {
        nodeIsAhead(Duration.ofHours(1));
        node.store.setClock(null);
        node.store.setDown(true);

        compare();

        assertThat(node.events).contains(new StoreUnavailable("time"));
        assertThat(node.sessions.canStart()).isFalse();
    }

    @Test
    void learnEndedWhenStartedAheadThenEndsAreHeardOfOnceTheClockIsSet() {
        SessionGrant visitor = node.start();
        node.clock.advance(Duration.ofDays(2));
        TestNode late = node.neighbour();
        node.clock.set(storeClock.instant());
        late.sessions.learnEnded();

        node.sessions.end(visitor.session());
        late.sessions.learnEnded();

        assertThat(late.authenticate(visitor)).isInstanceOf(Authentication.Ended.class);
    }

    @Test
    void endWhenClockJumpsAheadAndBackThenStaysEnded() {
        SessionGrant visitor = node.start();
        node.sessions.end(visitor.session());

        node.clock.advance(Duration.ofHours(2));
        node.sessions.end(node.start().session());
        node.clock.set(storeClock.instant());

        assertThat(node.authenticate(visitor)).isInstanceOf(Authentication.Ended.class);
    }

    private AnonymousSessions withKeysIn(Path file) {
        return AnonymousSessions.builder(KeySource.file(file), node.store)
                .clock(node.clock)
                .build();
    }

    private static void maintainTwice(AnonymousSessions sessions) {
        sessions.maintenance().forEach(task -> task.task().run());
        sessions.maintenance().forEach(task -> task.task().run());
    }

    @Test
    void refreshKeysWhenClockIsWrongThenNoneIsRotated(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys.json");
        AnonymousSessions sessions = withKeysIn(file);
        String keys = Files.readString(file);

        node.clock.advance(RIPE);
        maintainTwice(sessions);

        assertThat(Files.readString(file)).isEqualTo(keys);
    }

    @Test
    void refreshKeysWhenStoreIsDownSinceTheStartThenNoneIsRotated(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys.json");
        withKeysIn(file);
        String keys = Files.readString(file);

        node.clock.advance(RIPE);
        node.store.setClock(null);
        node.store.setDown(true);
        maintainTwice(withKeysIn(file));

        assertThat(Files.readString(file)).isEqualTo(keys);
    }

    @Test
    void refreshKeysWhenStoreComesBackAndClocksAgreeThenRotated(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys.json");
        node.store.setClock(null);
        node.store.setDown(true);
        AnonymousSessions sessions = withKeysIn(file);
        String keys = Files.readString(file);

        node.store.setDown(false);
        node.clock.advance(RIPE);
        maintainTwice(sessions);

        assertThat(Files.readString(file)).isNotEqualTo(keys);
    }
}
