// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.insights;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.event.SessionEvent.Converted;
import dev.guestpass.event.SessionEvent.Refused;
import dev.guestpass.event.SessionEvent.Returned;
import dev.guestpass.event.SessionEvent.Started;
import dev.guestpass.event.SessionEvent.VerificationProven;
import dev.guestpass.event.SessionEvent.Withheld;
import dev.guestpass.event.SessionEventListener;
import dev.guestpass.samples.checkout.cart.CartBegun;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Counts what Guestpass tells of sessions, and what the shop adds: in memory, for this node, since its start. Guestpass finds
 * it because it is a bean.
 */
@Component
final class Funnel implements SessionEventListener {

    private final InstantSource clock;
    private final Instant since;
    private final Map<Step, Timeline> steps =
            Stream.of(Step.values()).collect(Collectors.toUnmodifiableMap(step -> step, step -> new Timeline()));
    // Reasons are constant texts, so there are no more of them than the library has.
    private final ConcurrentMap<String, Long> withheld = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> refused = new ConcurrentHashMap<>();

    @Autowired
    Funnel() {
        this(InstantSource.system());
    }

    Funnel(InstantSource clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    @Override
    public void onEvent(SessionEvent event) {
        if (event instanceof Started) {
            count(Step.ISSUED);
        } else if (event instanceof Returned) {
            count(Step.RETURNED);
        } else if (event instanceof VerificationProven) {
            count(Step.VERIFIED);
        } else if (event instanceof Converted) {
            count(Step.CONVERTED);
        } else if (event instanceof Withheld it) {
            withheld.merge(it.reason(), 1L, Long::sum);
        } else if (event instanceof Refused it) {
            String what = it.what().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            refused.merge(what + ": " + it.reason(), 1L, Long::sum);
        }
    }

    /** Once the cart is really there. */
    @TransactionalEventListener
    void onCart(CartBegun begun) {
        count(Step.CART);
    }

    private void count(Step step) {
        timeline(step).count(clock.instant());
    }

    Timeline timeline(Step step) {
        return Objects.requireNonNull(steps.get(step));
    }

    Instant since() {
        return since;
    }

    Instant now() {
        return clock.instant();
    }

    Map<String, Long> withheld() {
        return new TreeMap<>(withheld);
    }

    Map<String, Long> refused() {
        return new TreeMap<>(refused);
    }
}
