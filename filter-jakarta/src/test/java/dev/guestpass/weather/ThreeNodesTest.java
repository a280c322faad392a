// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import dev.guestpass.store.CountingStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three nodes of one shop on a store that they share, as visitors see them. */
abstract class ThreeNodesTest {

    /** As promised to applications. */
    private static final Duration ALL_KNOW = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private final List<CountingStore> stores = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private Ledger ledger;

    abstract Properties settings(Path place) throws IOException;

    private void start() throws IOException {
        Properties settings = settings(folder);
        ledger = new Ledger();
        settings.setProperty("weather.ledger", ledger.url());
        for (int node = 0; node < Cluster.NODES; node++) {
            nodes.add(Node.start(settings, 0, store -> {
                CountingStore counting = new CountingStore(store);
                stores.add(counting);
                return counting;
            }));
        }
    }

    @AfterEach
    void stop() throws IOException {
        for (Node node : nodes) {
            node.close();
        }
        ledger.close();
    }

    private Browser at(int node, Browser visitor) {
        Browser browser = new Browser(nodes.get(node).port());
        visitor.cookies().forEach(browser::put);
        return browser;
    }

    private Browser newVisitor() {
        return new Browser(nodes.get(0).port());
    }

    private static String subject(Browser browser) {
        Reply page = browser.get("/");
        assertThat(page.status()).isEqualTo(200);
        return Who.of(page.body()).subject();
    }

    private int calls() {
        return stores.stream().mapToInt(CountingStore::calls).sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/end", "/convert?login=somebody"})
    void getWhenSessionIsOverOnOneNodeThenAllRefuseWithinTwoSeconds(String how) throws IOException {
        start();
        for (int round = 0; round < 3; round++) {
            Browser visitor = newVisitor();
            String subject = subject(visitor);
            assertThat(List.of(subject(at(1, visitor)), subject(at(2, visitor))))
                    .containsOnly(subject);

            Reply over = at(0, visitor).get(how);
            long since = System.nanoTime();

            assertThat(over.body()).matches("true\\s+|" + Pages.CONVERTED + "\\S+ " + subject + "\\s+");
            for (int node = 0; node < Cluster.NODES; node++) {
                assertThat(untilRefused(node, visitor, subject, since)).isLessThan(ALL_KNOW);
                assertThat(subject(at(node, visitor).drop("DS"))).isNotEqualTo(subject);
            }
        }
    }

    /** Asks again and again with the session cookie alone, which is good for ten minutes by its signature. */
    private Duration untilRefused(int node, Browser visitor, String subject, long since) {
        boolean isRefused = false;
        while (!isRefused && System.nanoTime() - since < ALL_KNOW.toNanos() * 2) {
            isRefused = !subject(at(node, visitor).drop("DSR")).equals(subject);
        }
        return Duration.ofNanos(System.nanoTime() - since);
    }

    @Test
    void getWhenFirstVisitThenNoStoreIsAsked() throws IOException {
        start();
        int before = calls();

        Browser visitor = newVisitor();
        String subject = subject(visitor);

        assertThat(subject(at(1, visitor))).isEqualTo(subject);
        assertThat(calls()).isEqualTo(before);
    }

    @Test
    void getWhenSessionTokenIsMissingThenOneStoreCall() throws IOException {
        start();
        Browser visitor = newVisitor();
        String subject = subject(visitor);
        int before = calls();

        Browser elsewhere = at(2, visitor).drop("DS");

        assertThat(subject(elsewhere)).isEqualTo(subject);
        assertThat(elsewhere.cookie("DSR")).isNotEqualTo(visitor.cookie("DSR"));
        assertThat(calls()).isEqualTo(before + 1);
    }

    @Test
    void claimWhenChangedOnOneNodeThenAllKnowAfterARefresh() throws IOException {
        start();
        Browser visitor = newVisitor();
        subject(visitor);

        visitor.get("/claim?name=currency&value=1");
        Browser elsewhere = at(1, visitor).drop("DS");

        assertThat(Who.of(elsewhere.get("/").body()).claims()).containsEntry("currency", 1);
    }
}
