// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;

/** Somebody whom the shop knows, and who looks at its pages. */
final class KnownVisitor {

    private final RawClient client;
    private final String cookie;
    private final String subject;

    KnownVisitor(RawClient client, String token) throws IOException {
        this.client = client;
        this.cookie = "Cookie: DS=" + token + "\r\n";
        String answer = session();
        assertThat(answer).contains("\"sub\":\"");
        this.subject = answer.replaceAll("(?s).*\"sub\":\"([^\"]+)\".*", "$1");
    }

    private String session() throws IOException {
        return client.get("/guestpass/session", cookie);
    }

    String subject() {
        return subject;
    }

    void assertStillThemselves() throws IOException {
        assertThat(session()).contains(subject);
    }

    /** Looks at so many pages, and returns the 99th percentile of what one took in microseconds. */
    long p99(int pages) throws IOException {
        long[] times = new long[pages];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            String page = client.get(i % 2 == 0 ? "/" : "/cart", cookie);
            times[i] = (System.nanoTime() - start) / 1_000;
            assertThat(page).startsWith("HTTP/1.1 200").contains("</html>");
        }
        assertStillThemselves();
        Arrays.sort(times);
        return times[times.length * 99 / 100];
    }
}
