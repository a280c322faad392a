// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mockStatic;

import com.sun.management.ThreadMXBean;
import dev.guestpass.servlet.transport.PresentedTokens;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.TestNode;
import dev.guestpass.token.StrictJson;
import dev.guestpass.token.TokenText;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.MockedStatic;

/** What requests of each kind cost, counted and not timed: it is the same on every machine. */
class RequestCostTest {

    private static final Duration SESSION_IS_OVER = Duration.ofSeconds(605);

    /**
     * The target from 25 on, which puts fewer objects on the heap than 17. Alone it is 768 and 976; more after other tests, which
     * teach the compiler to expect everything.
     */
    private static final long MOST_BYTES = Runtime.version().feature() >= 25 ? 1_000 : 1_100;

    private final TestNode node = TestNode.alone();
    private final AnonymousSessionFilter filter =
            AnonymousSessionFilter.builder(node.sessions).clock(node.clock).build();

    /**
     * What was done. Of signatures and verifications those with the RSA key: the MACs of refresh tokens, half a microsecond each, are
     * not counted by {@link dev.guestpass.key.CountingKeys}.
     */
    private record Cost(int signatures, int verifications, int parses, int storeCalls) {}

    private StubResponse visit(String... headers) {
        StubResponse response = new StubResponse();
        try {
            filter.doFilter(
                    new StubRequest("/", headers),
                    response,
                    (in, out) -> AnonymousSession.from(in).principal().subject());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return response;
    }

    /** Parses are counted on this thread, which is where requests are served here. */
    private Cost costOf(Runnable work) {
        AtomicInteger parses = new AtomicInteger();
        int signatures = node.keys.signatures();
        int verifications = node.keys.verifications();
        int calls = node.store.calls();
        try (MockedStatic<StrictJson> json = mockStatic(StrictJson.class, CALLS_REAL_METHODS)) {
            json.when(() -> StrictJson.read(any())).thenAnswer(call -> {
                parses.incrementAndGet();
                return call.callRealMethod();
            });
            work.run();
        }
        return new Cost(
                node.keys.signatures() - signatures,
                node.keys.verifications() - verifications,
                parses.get(),
                node.store.calls() - calls);
    }

    private static String sessionCookie(String cookies) {
        return cookies.substring(0, cookies.indexOf(';'));
    }

    private static String refreshCookie(String cookies) {
        return cookies.substring(cookies.indexOf(';') + 2);
    }

    @Test
    void firstVisitWhenServedThenOneSignatureAndNothingElse() {
        assertThat(costOf(this::visit)).isEqualTo(new Cost(1, 0, 0, 0));
    }

    @Test
    void returningVisitWhenTokenIsNewToTheNodeThenOneVerificationAndOneParse() {
        String cookies = visit().cookies();

        assertThat(costOf(() -> visit("Cookie", cookies))).isEqualTo(new Cost(0, 1, 1, 0));
    }

    @Test
    void returningVisitWhenTokenIsKnownThenNothing() {
        String cookies = visit().cookies();
        visit("Cookie", cookies);

        assertThat(costOf(() -> assertThat(visit("Cookie", cookies).cookies()).isEmpty()))
                .isEqualTo(new Cost(0, 0, 0, 0));
    }

    @Test
    void refreshWhenBrowserDroppedSessionCookieThenOneOfEach() {
        String cookies = visit().cookies();
        node.clock.advance(SESSION_IS_OVER);

        assertThat(costOf(() -> visit("Cookie", refreshCookie(cookies)))).isEqualTo(new Cost(1, 0, 1, 1));
    }

    @Test
    void refreshWhenExpiredSessionCookieIsSentThenThatIsVerifiedToo() {
        String cookies = visit().cookies();
        node.clock.advance(SESSION_IS_OVER);

        assertThat(costOf(() -> visit("Cookie", cookies))).isEqualTo(new Cost(1, 1, 2, 1));
    }

    @Test
    void refreshWhenRepeatedAtOnceThenNoStoreAndNoSignatureMore() {
        String refresh = refreshCookie(visit().cookies());
        visit("Cookie", refresh);

        assertThat(costOf(() -> visit("Cookie", refresh))).isEqualTo(new Cost(0, 0, 1, 0));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"malformed, 0, 0", "oversized, 0, 0", "foreign, 0, 0", "wrongSignature, 1, 0"})
    void authenticateWhenGarbageThenRefusedForThis(Garbage garbage, int verifications, int parses) {
        String genuine = sessionCookie(visit().cookies()).substring("DS=".length());
        AnonymousSessions sessions = node.sessions;

        assertThat(costOf(() -> sessions.authenticate(garbage.of(genuine))))
                .isEqualTo(new Cost(0, verifications, parses, 0));
    }

    /** What strangers send. */
    private enum Garbage {
        malformed {
            @Override
            String of(String genuine) {
                return genuine.replace('.', '!');
            }
        },
        oversized {
            @Override
            String of(String genuine) {
                return genuine + "A".repeat(4_096);
            }
        },
        foreign {
            @Override
            String of(String genuine) {
                return "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9" + genuine.substring(genuine.indexOf('.'));
            }
        },
        wrongSignature {
            @Override
            String of(String genuine) {
                int at = genuine.lastIndexOf('.') + 1;
                return genuine.substring(0, at) + "AAAA" + genuine.substring(at + 4);
            }
        };

        abstract String of(String genuine);
    }

    private static long bytesOf(ThreadMXBean threads, Runnable work) {
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 500; i++) {
            work.run();
        }
        return (threads.getThreadAllocatedBytes(thread) - before) / 500;
    }

    /**
     * One batch of many has to stay below: a collection or a compilation adds to some, before all is compiled each allocates
     * more, and nothing takes from any.
     */
    private static void assertAllocates(long most, Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int batch = 0; batch < 2_000 && least > most; batch++) {
            least = Math.min(least, bytesOf(threads, work));
        }
        assertThat(least).isLessThanOrEqualTo(most);
    }

    /** Of these bytes the stubs take 150. */
    @Test
    void returningVisitWhenWarmThenAllocatesNoMoreThanThis() {
        String cookies = visit().cookies();

        assertAllocates(MOST_BYTES, () -> visit("Cookie", cookies));
    }

    /** Less than the 6,000 bytes that a copy of it takes. */
    @Test
    void refreshWhenTokenIsOversizedThenItIsNotCopied() {
        PresentedSessions presented = new PresentedSessions(node.sessions);
        String header = "DSR=" + "A".repeat(6_000);
        TokenText token = TokenText.within(header, 4, header.length());
        PresentedTokens tokens = new PresentedTokens(null, List.of(), List.of(token));

        assertAllocates(1_000, () -> presented.byRefreshToken(tokens));
    }
}
