// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.MutableClock;
import dev.guestpass.Race;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.ConversionReceipt.Kind;
import dev.guestpass.store.SessionStore.BeginOutcome;
import dev.guestpass.store.SessionStore.ConversionClaim;
import dev.guestpass.store.SessionStore.EndedSession;
import dev.guestpass.store.SessionStore.RotateOutcome;
import dev.guestpass.store.SessionStore.RotateOutcome.Ended;
import dev.guestpass.store.SessionStore.RotateOutcome.Rotated;
import dev.guestpass.token.ClaimLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal of the in-memory store: what a restart, a crash and a bad disk leave of it. */
class TombstoneJournalTest {

    private static final ConversionClaim CLAIM = StoreUnderTest.claim("ann");

    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock();
    private final SessionSnapshot session = TestSnapshots.born();
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("sessions").resolve("ended.jsonl");
    }

    private InMemorySessionStore start() {
        return InMemorySessionStore.builder().clock(clock).journal(file).build();
    }

    private InMemorySessionStore restart(InMemorySessionStore store) {
        store.close();
        return start();
    }

    private RotateOutcome rotate(InMemorySessionStore store, SessionSnapshot presented) {
        return store.rotate(presented, StoreUnderTest.POLICY);
    }

    private ConversionReceipt receipt(String account) {
        return new ConversionReceipt(
                "conversion-1", session.sessionId(), session.subject(), account, Kind.MERGED, clock.instant());
    }

    @Test
    void buildWhenRestartedThenEndedSessionStaysEnded() {
        InMemorySessionStore store = start();
        store.end(session);
        List<EndedSession> before = store.endedSince(MutableClock.START);

        InMemorySessionStore again = restart(store);

        assertThat(rotate(again, session.atGeneration(9, session.rotatedAt()))).isEqualTo(new Ended());
        assertThat(again.endedSince(MutableClock.START)).isEqualTo(before);
    }

    @Test
    void buildWhenKilledWithoutCloseThenEndedSessionStaysEnded() {
        start().end(session);

        assertThat(rotate(start(), session)).isEqualTo(new Ended());
    }

    @Test
    void buildWhenRestartedTwiceThenEndedSessionStaysEnded() {
        InMemorySessionStore store = start();
        store.end(session);

        assertThat(rotate(restart(restart(store)), session)).isEqualTo(new Ended());
    }

    @Test
    void buildWhenRestartedThenReceiptIsTheSame() {
        InMemorySessionStore store = start();
        store.beginConversion(session, CLAIM);
        ConversionReceipt receipt = store.completeConversion(session, CLAIM, receipt("Zoë \"quoted\"\n\u2028"));

        InMemorySessionStore again = restart(store);

        assertThat(again.beginConversion(session, CLAIM)).isEqualTo(new BeginOutcome.AlreadyConverted(receipt));
    }

    @Test
    void buildWhenRestartedThenReceiptIsNotForAnotherLogin() {
        InMemorySessionStore store = start();
        store.completeConversion(session, CLAIM, receipt("account-1"));

        InMemorySessionStore again = restart(store);

        assertThat(again.beginConversion(session, StoreUnderTest.claim("bob")))
                .isEqualTo(new BeginOutcome.ForAnotherLogin());
    }

    @Test
    void buildWhenEndedBeforeConversionCompletedThenReceiptCounts() {
        InMemorySessionStore store = start();
        store.end(session);
        store.completeConversion(session, CLAIM, receipt("account-1"));

        InMemorySessionStore again = restart(store);

        assertThat(again.beginConversion(session, CLAIM)).isInstanceOf(BeginOutcome.AlreadyConverted.class);
    }

    @Test
    void buildWhenReplayedThenSessionStaysEndedAfterRestart() {
        InMemorySessionStore store = start();
        rotate(store, session);
        rotate(store, session.atGeneration(1, session.rotatedAt()));
        clock.advance(Duration.ofMinutes(2));
        rotate(store, session);

        assertThat(rotate(restart(store), session.atGeneration(2, session.rotatedAt())))
                .isEqualTo(new Ended());
    }

    @Test
    void endWhenSessionHasClaimsThenJournalHoldsNone() throws IOException {
        InMemorySessionStore store = start();
        SessionSnapshot known = session.withClaims(Claims.of(Map.of("mail", "ann@example.com")), 1);
        store.updateClaims(known, ClaimsChange.set("cart", "c-1"), ClaimLimits.DEFAULT);

        store.end(known);

        assertThat(file).content(UTF_8).contains(session.subject()).doesNotContain("ann@example.com", "c-1");
    }

    @Test
    void endWhenEndedAgainThenOneLine() throws IOException {
        InMemorySessionStore store = start();
        store.end(session);
        long size = Files.size(file);

        store.end(session);
        rotate(store, session);

        assertThat(file).hasSize(size);
    }

    @Test
    void buildWhenSessionsLiveThenJournalIsEmpty() {
        InMemorySessionStore store = start();
        rotate(store, session);

        assertThat(file).isEmptyFile();
    }

    @Test
    void buildWhenLastLineIsTornThenOthersCount() throws IOException {
        InMemorySessionStore store = start();
        store.end(session);
        store.close();
        Files.writeString(file, "\n{\"sid\":\"session-torn\",\"sub\":\"A-x\",\"end", StandardOpenOption.APPEND);

        assertThat(rotate(start(), session)).isEqualTo(new Ended());
    }

    @Test
    void endWhenLastLineWasTornThenNewLineIsWhole() throws IOException {
        start().close();
        Files.writeString(file, "\n{\"sid\":\"session-torn\",\"sub", StandardOpenOption.APPEND);
        InMemorySessionStore store = start();
        store.end(session);

        assertThat(rotate(restart(store), session)).isEqualTo(new Ended());
    }

    @Test
    void buildWhenLastLineIsTornInsideCharacterThenOthersCount() throws IOException {
        InMemorySessionStore store = start();
        store.end(session);
        store.close();
        byte[] torn = "\n{\"sid\":\"session-torn\",\"account\":\"Zoë".getBytes(UTF_8);
        Files.write(file, Arrays.copyOf(torn, torn.length - 1), StandardOpenOption.APPEND);

        assertThat(rotate(start(), session)).isEqualTo(new Ended());
    }

    @Test
    void buildWhenLinesAreDamagedThenOthersCount() throws IOException {
        InMemorySessionStore store = start();
        store.end(session);
        store.close();
        String whole = Files.readString(file);
        String far = whole.strip().replaceAll("\"ended\":\"[^\"]*\"", "\"ended\":\"+1000000000-12-31T23:59:59Z\"");
        Files.writeString(file, "garbage\n{}\n5\nnull\n[]\n\u0000\n\n{\"sid\":\"x\"}\n" + far + "\n" + whole);

        assertThat(rotate(start(), session)).isEqualTo(new Ended());
    }

    @Test
    void buildWhenTokensExpiredThenReceiptIsKeptForLookUpsAlone() {
        InMemorySessionStore store = start();
        ConversionReceipt receipt = store.completeConversion(session, CLAIM, receipt("account-1"));
        clock.advance(Duration.ofDays(399));

        InMemorySessionStore again = restart(store);

        assertThat(again.size()).isZero();
        assertThat(again.receiptOf(session.subject())).contains(receipt);
        assertThat(again.receiptsOf("account-1", 10)).containsExactly(receipt);
    }

    @Test
    void buildWhenReceiptsTimeIsOverThenCompacted() {
        InMemorySessionStore store = start();
        store.completeConversion(session, CLAIM, receipt("account-1"));
        clock.advance(Duration.ofDays(400));

        assertThat(restart(store).receiptOf(session.subject())).isEmpty();
        assertThat(file).isEmptyFile();
    }

    @Test
    void buildWhenRestartedThenReceiptHasTheClaimsThatTravelled() {
        InMemorySessionStore store = start();
        Claims claims = Claims.of(Map.of("name", "Zoë \"quoted\"\n", "sizes", List.of(1, 2)));
        ConversionReceipt receipt = new ConversionReceipt(
                "c", session.sessionId(), session.subject(), "account-1", Kind.MERGED, clock.instant(), claims);
        store.completeConversion(session, CLAIM, receipt);

        assertThat(restart(store).beginConversion(session, CLAIM))
                .isEqualTo(new BeginOutcome.AlreadyConverted(receipt));
    }

    @Test
    void buildWhenLineIsOfAnOlderVersionThenReceiptWithoutClaims() throws IOException {
        InMemorySessionStore store = start();
        ConversionReceipt receipt = store.completeConversion(session, CLAIM, receipt("account-1"));
        store.close();
        String line = Files.readString(file);
        Files.writeString(file, line.replaceAll(",\"lineage\":\"[^\"]*\",\"claims\":\\{}", ""));

        InMemorySessionStore again = start();

        assertThat(Files.readString(file)).isNotEqualTo(line);
        assertThat(again.beginConversion(session, CLAIM)).isEqualTo(new BeginOutcome.AlreadyConverted(receipt));
        assertThat(again.receiptOf(session.subject())).contains(receipt);
    }

    @Test
    void buildWhenTombstonesExpiredThenCompacted() throws IOException {
        InMemorySessionStore store = start();
        store.end(session);
        clock.advance(Duration.ofDays(20));
        SessionSnapshot later = TestSnapshots.bornAt(clock.instant(), Claims.empty());
        store.end(later);
        clock.advance(Duration.ofDays(20));

        restart(store);

        assertThat(Files.readAllLines(file)).singleElement().asString().contains(later.subject());
    }

    @Test
    void buildWhenJournalIsNewThenOnlyOwnerMayRead() throws IOException {
        start().end(session);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void buildWhenJournalWasReadableThenOnlyOwnerMayRead() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        start();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void buildWhenJournalIsFolderThenFailsAndSaysWhich() throws IOException {
        Files.createDirectories(file);

        assertThatThrownBy(this::start)
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("readable and writable");
    }

    @Test
    void endWhenJournalCanNotBeWrittenThenFailsAndSessionLives() {
        InMemorySessionStore store = start();
        store.close();

        assertThatThrownBy(() -> store.end(session))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("not ended");
        assertThat(rotate(store, session)).isInstanceOf(Rotated.class);
        assertThat(store.endedSince(MutableClock.START)).isEmpty();
    }

    @Test
    void completeConversionWhenJournalCanNotBeWrittenThenClaimIsKept() {
        InMemorySessionStore store = start();
        store.beginConversion(session, CLAIM);
        store.close();

        assertThatThrownBy(() -> store.completeConversion(session, CLAIM, receipt("account-1")))
                .isInstanceOf(SessionStoreException.class);
        assertThat(store.beginConversion(session, CLAIM)).isInstanceOf(BeginOutcome.InProgress.class);
    }

    @Test
    void rotateWhenJournalCanNotBeWrittenThenReplayIsNoOutcome() {
        InMemorySessionStore store = start();
        rotate(store, session);
        SessionSnapshot first = session.atGeneration(1, session.rotatedAt());
        rotate(store, first);
        clock.advance(Duration.ofMinutes(2));
        store.close();

        assertThatThrownBy(() -> rotate(store, session)).isInstanceOf(SessionStoreException.class);
        assertThat(rotate(store, first)).isInstanceOf(RotateOutcome.Repeated.class);
    }

    @Test
    void endWhenManyThreadsThenEveryLineIsWhole() {
        InMemorySessionStore store = start();
        List<SessionSnapshot> sessions = Race.of(16, i -> {
            SessionSnapshot mine = TestSnapshots.born();
            store.end(mine);
            return mine;
        });

        InMemorySessionStore again = restart(store);

        assertThat(sessions).allSatisfy(each -> assertThat(rotate(again, each)).isEqualTo(new Ended()));
    }

    @Test
    void closeWhenClosedThenNothingHappens() {
        InMemorySessionStore store = start();
        store.end(session);
        store.close();

        store.close();

        assertThat(rotate(start(), session)).isEqualTo(new Ended());
    }

    @Test
    void endWhenAnotherProcessCompactedThenLineIsNotLost() {
        InMemorySessionStore old = start();
        InMemorySessionStore successor = start();

        old.end(session);
        old.close();

        assertThat(rotate(restart(successor), session)).isInstanceOf(RotateOutcome.Ended.class);
    }
}
