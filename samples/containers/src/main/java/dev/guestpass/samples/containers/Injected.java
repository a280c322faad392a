// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.event.SessionEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;

/** A bean that the visitor is put into, on servers that have beans. */
@ApplicationScoped
public class Injected {

    private final AtomicInteger starts = new AtomicInteger();

    @Inject
    @SuppressWarnings("NullAway")
    AnonymousPrincipal visitor;

    void hear(@Observes SessionEvent.Started event) {
        starts.incrementAndGet();
    }

    String subject() {
        return visitor.subject() + ' ' + starts.get();
    }

    static String who() {
        return CDI.current().select(Injected.class).get().subject();
    }
}
