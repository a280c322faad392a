// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.SessionId;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEventListener;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.NewSession;
import dev.guestpass.spring.RecordedEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.event.EventListener;

class EventsTest {

    private static final SessionId ID = new SessionId("AAAAAAAAAAAAAAAAAAAAAA");

    /** Fails at everything that it hears of, by both ways. */
    static final class Broken implements SessionEventListener {

        @Override
        @EventListener
        public void onEvent(SessionEvent event) {
            throw new IllegalStateException("broken");
        }
    }

    private final WebApplicationContextRunner runner =
            Contexts.web().withBean(RecordedEvents.class).withBean(Broken.class);

    static Stream<SessionEvent> everyEvent() {
        return Stream.of(
                new SessionEvent.Started(ID, "subject"),
                new SessionEvent.Returned(ID),
                new SessionEvent.Refreshed(ID, 1, SessionEvent.Refreshed.How.ROTATED),
                new SessionEvent.Replayed(ID, 1, 3),
                new SessionEvent.ClaimsUpdated(ID, List.of("cart")),
                new SessionEvent.ClaimsLeftOut(List.of("cart")),
                new SessionEvent.Converted(new ConversionReceipt(
                        "id", ID, "subject", "account", ConversionReceipt.Kind.MERGED, Instant.EPOCH)),
                new SessionEvent.ConversionFailed(ID, "id"),
                new SessionEvent.AccountLoginFailed(ID, "id"),
                new SessionEvent.Ended(ID),
                new SessionEvent.StoreUnavailable("rotate"),
                new SessionEvent.ClocksDiffer(Duration.ofMinutes(1)),
                new SessionEvent.Withheld("crawler"),
                new SessionEvent.Refused(SessionEvent.Refused.What.CODE, "wrong"),
                new SessionEvent.VerificationStarted(ID, "id"),
                new SessionEvent.VerificationSent(ID, "id"),
                new SessionEvent.VerificationFailed(ID, "id", "refused"),
                new SessionEvent.VerificationProven(ID, "id"));
    }

    @Test
    void everyEventWhenListedThenNoneIsForgotten() {
        assertThat(everyEvent().<Class<?>>map(SessionEvent::getClass))
                .containsExactlyInAnyOrder(SessionEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void publishWhenOneListenerIsBrokenThenTheOthersHearAllTheSame(SessionEvent event) {
        runner.run(context -> {
            context.getBean(AnonymousSessions.class).publish(event);

            RecordedEvents heard = context.getBean(RecordedEvents.class);
            assertThat(heard.delivered()).containsExactly(event);
            assertThat(heard.published()).containsExactly(event);
        });
    }

    @Test
    void startWhenListenersAreBrokenThenTheSessionStarts() {
        Contexts.web()
                .withBean(Broken.class)
                .run(context -> assertThat(context.getBean(AnonymousSessions.class)
                                .start(NewSession.plain())
                                .principal()
                                .isTransient())
                        .isFalse());
    }
}
