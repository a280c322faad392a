// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.samples.checkout.nodes.TwoNodes;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes behind a proxy are one shop to visitors, and one of them is enough. */
class TwoNodesTest {

    private static TwoNodes start(Path folder) throws IOException {
        return TwoNodes.start(
                0,
                "jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=30000",
                List.of("--guestpass.keys.location=file:" + folder.resolve("keys.json")));
    }

    private static String node(Browser browser) {
        return browser.get("/cart").headers().firstValue("X-Node").orElse("none");
    }

    @Test
    void goWhenNodesTakeTurnsThenVisitorIsOneAndBecomesACustomer(@TempDir Path folder) throws IOException {
        try (TwoNodes shop = start(folder)) {
            Browser browser = new Browser(shop.address());
            browser.add("teapot", 1);
            String subject = browser.subject();

            assertThat(Stream.of(node(browser), node(browser))).containsExactlyInAnyOrder("1", "2");
            assertThat(Stream.of(browser.subject(), browser.subject())).containsOnly(subject);

            String ann = RunningShop.newAddress();
            assertThat(browser.order(ann).uri()).isEqualTo(shop.address().resolve("/code"));
            assertThat(browser.enterCode(ann).body()).contains("<h1>Thank you</h1>", "1 × Teapot");
            assertThat(browser.get("/account").body()).contains("Hello, " + ann, "1 × Teapot");
        }
    }

    /** The nodes believe the proxy, so the proxy must not repeat what a client says. */
    @Test
    void goWhenClientForwardsThenProxyTellsTheTruth(@TempDir Path folder) throws Exception {
        try (TwoNodes shop = start(folder)) {
            HttpRequest forged = HttpRequest.newBuilder(shop.address())
                    .headers("X-Forwarded-Host", "coffee.elsewhere.example", "X-Forwarded-Proto", "https")
                    .build();

            HttpResponse<String> answer = HttpClient.newHttpClient().send(forged, BodyHandlers.ofString());

            assertThat(answer.body()).contains("Leaf &amp; Kettle").doesNotContain("elsewhere");
            assertThat(answer.headers().allValues("Set-Cookie")).anyMatch(it -> it.startsWith("DS="));
            assertThat(answer.body()).contains("href=\"" + shop.address() + "/\"");
        }
    }

    @Test
    void goWhenANodeStopsThenVisitorGoesOnWithTheOther(@TempDir Path folder) throws IOException {
        try (TwoNodes shop = start(folder)) {
            Browser browser = new Browser(shop.address());
            browser.add("teapot", 1);
            String subject = browser.subject();

            shop.stop(0);

            assertThat(Stream.of(node(browser), node(browser))).containsOnly("2");
            assertThat(browser.subject()).isEqualTo(subject);
            assertThat(browser.cart()).contains("Teapot");
        }
    }
}
