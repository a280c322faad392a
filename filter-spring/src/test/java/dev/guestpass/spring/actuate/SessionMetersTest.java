// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.SessionId;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEvent.Refreshed.How;
import dev.guestpass.event.SessionEvent.Refused.What;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SessionMetersTest {

    private static final SessionId SESSION = new SessionId("a-session-of-22-letters");

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final SessionMeters meters = new SessionMeters();

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(new SessionEvent.Started(SESSION, "who"), "guestpass.sessions step issued"),
                Arguments.of(new SessionEvent.Returned(SESSION), "guestpass.sessions step returned"),
                Arguments.of(new SessionEvent.Refreshed(SESSION, 1, How.ROTATED), "guestpass.sessions step refreshed"),
                Arguments.of(new SessionEvent.Converted(receipt()), "guestpass.sessions step converted"),
                Arguments.of(new SessionEvent.Refreshed(SESSION, 1, How.ROTATED), "guestpass.refreshes how rotated"),
                Arguments.of(new SessionEvent.Refreshed(SESSION, 1, How.REPEATED), "guestpass.refreshes how repeated"),
                Arguments.of(new SessionEvent.Withheld("crawler"), "guestpass.withheld reason crawler"),
                Arguments.of(
                        new SessionEvent.Refused(What.SESSION_TOKEN, "bad-signature"),
                        "guestpass.refused what session-token reason bad-signature"),
                Arguments.of(
                        new SessionEvent.Refused(What.CODE_REQUEST, "over-budget"),
                        "guestpass.refused what code-request reason over-budget"),
                Arguments.of(new SessionEvent.Replayed(SESSION, 1, 3), "guestpass.replays"),
                Arguments.of(new SessionEvent.Ended(SESSION), "guestpass.ended"),
                Arguments.of(
                        new SessionEvent.StoreUnavailable("rotate"), "guestpass.failures part store reason rotate"),
                Arguments.of(
                        new SessionEvent.ClocksDiffer(Duration.ofMinutes(1)),
                        "guestpass.failures part clock reason differs"),
                Arguments.of(
                        new SessionEvent.ConversionFailed(SESSION, "id"),
                        "guestpass.failures part converter reason failed"),
                Arguments.of(
                        new SessionEvent.AccountLoginFailed(SESSION, "id"),
                        "guestpass.failures part account-login reason failed"),
                Arguments.of(
                        new SessionEvent.VerificationFailed(SESSION, "id", "refused"),
                        "guestpass.failures part verification reason refused"),
                Arguments.of(
                        new SessionEvent.VerificationStarted(SESSION, "id"), "guestpass.verifications step started"),
                Arguments.of(new SessionEvent.VerificationSent(SESSION, "id"), "guestpass.verifications step sent"),
                Arguments.of(new SessionEvent.VerificationProven(SESSION, "id"), "guestpass.verifications step proven"),
                Arguments.of(
                        new SessionEvent.ClaimsUpdated(SESSION, List.of("cart")), "guestpass.claims result updated"),
                Arguments.of(new SessionEvent.ClaimsLeftOut(List.of()), "guestpass.claims result left-out"));
    }

    private static ConversionReceipt receipt() {
        return new ConversionReceipt("id", SESSION, "who", "account", ConversionReceipt.Kind.PROMOTED, Instant.EPOCH);
    }

    private double count(String meter) {
        List<String> words = Arrays.asList(meter.split(" ", -1));
        return registry.get(words.get(0))
                .tags(words.subList(1, words.size()).toArray(String[]::new))
                .counter()
                .count();
    }

    @ParameterizedTest
    @MethodSource("events")
    void onEventWhenItHappensThenCounted(SessionEvent event, String meter) {
        meters.bindTo(registry);

        meters.onEvent(event);
        meters.onEvent(event);

        assertThat(count(meter)).isEqualTo(2);
    }

    /** A new kind of event has to be thought of here. */
    @Test
    void eventsWhenListedThenAllKindsOfThem() {
        Stream<String> kinds =
                Stream.of(SessionEvent.class.getPermittedSubclasses()).map(Class::getName);

        assertThat(events().map(arguments -> arguments.get()[0].getClass().getName()))
                .containsAll(kinds.toList());
    }

    @Test
    void bindWhenNothingHappenedThenFunnelIsThere() {
        meters.bindTo(registry);

        assertThat(count("guestpass.sessions step converted")).isZero();
    }

    /** A policy of the application's may put anything into its reasons. */
    @Test
    void onEventWhenReasonsAreManyThenMetersAreNot() {
        meters.bindTo(registry);

        for (int i = 0; i < 60; i++) {
            meters.onEvent(new SessionEvent.Withheld("path-" + i));
        }
        List<String> ours = List.of("awaited-key", "crawler", "failed", "other-tenant", "signed-in", "two-visitors");
        ours.forEach(reason -> meters.onEvent(new SessionEvent.Withheld(reason)));

        assertThat(registry.find("guestpass.withheld").counters()).hasSize(51 + ours.size());
        assertThat(count("guestpass.withheld reason other")).isEqualTo(10);
        assertThat(ours)
                .allSatisfy(reason ->
                        assertThat(count("guestpass.withheld reason " + reason)).isEqualTo(1));
    }

    @Test
    void onEventWhenALaterRefreshThenNoStepOfTheFunnel() {
        meters.bindTo(registry);

        meters.onEvent(new SessionEvent.Refreshed(SESSION, 2, How.ROTATED));

        assertThat(count("guestpass.sessions step refreshed")).isZero();
    }
}
