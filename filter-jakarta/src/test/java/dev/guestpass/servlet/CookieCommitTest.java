// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.event.SessionEvent;
import dev.guestpass.session.TestNode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CookieCommitTest {

    private final TestNode node = TestNode.alone();
    private final AnonymousSessionFilter filter =
            AnonymousSessionFilter.builder(node.sessions).clock(node.clock).build();
    private final CountDownLatch signing = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    private void failLate() {
        signing.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new IllegalStateException("no key");
    }

    private static Thread applying(CommitResponse response) {
        Thread thread = new Thread(new FutureTask<>(response::apply, null));
        thread.start();
        return thread;
    }

    /** As a container does at a time-out, while what the request began writes on. */
    private void applyTwice(CommitResponse response) throws InterruptedException {
        Thread first = applying(response);
        signing.await();
        Thread second = applying(response);
        while (second.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        gate.countDown();
        first.join();
        second.join();
    }

    @Test
    void applyWhenAnotherThreadWithholdsMeanwhileThenNothingIsSetOrDeleted() throws Exception {
        node.keys.whileSigning(this::failLate);
        StubResponse response = new StubResponse();

        filter.doFilter(new StubRequest("/"), response, (in, out) -> {
            AnonymousSession.from(in).principal();
            try {
                applyTwice(CommitResponse.in(out).orElseThrow());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(response.getHeaderNames()).isEmpty();
        assertThat(node.events(SessionEvent.Withheld.class))
                .containsExactly(new SessionEvent.Withheld("signing-failed"));
    }
}
