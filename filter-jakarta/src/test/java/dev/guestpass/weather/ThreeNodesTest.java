// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
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

/** Three nodes of one shop on a store that they share, as visitors see them. */
abstract class ThreeNodesTest {

    /** As promised to applications. */
    private static final Duration ALL_KNOW = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private final List<CountingStore> stores = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    abstract Properties settings(Path place) throws IOException;

    private void start() throws IOException {
        Properties settings = settings(folder);
        settings.setProperty("weather.ledger", "http://127.0.0.1:1/");
        for (int node = 0; node < 3; node++) {
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
        return Who.of(browser.get("/").body()).subject();
    }

    private int calls() {
        return stores.stream().mapToInt(CountingStore::calls).sum();
    }

    @Test
    void endWhenOnOneNodeThenAllRefuseWithinTwoSeconds() throws IOException {
        start();
        for (int round = 0; round < 3; round++) {
            Browser visitor = newVisitor();
            String subject = subject(visitor);
            Browser second = at(1, visitor);
            Browser third = at(2, visitor);
            assertThat(List.of(subject(second), subject(third))).containsOnly(subject);

            at(0, visitor).get("/end");
            long ended = System.nanoTime();

            assertThat(untilRefused(second, visitor, subject, ended)).isLessThan(ALL_KNOW);
            assertThat(untilRefused(third, visitor, subject, ended)).isLessThan(ALL_KNOW);
        }
    }

    /** Asks again and again with the session cookie alone, which is good for ten minutes by its signature. */
    private static Duration untilRefused(Browser browser, Browser visitor, String subject, long since) {
        do {
            browser.put("DS", visitor.cookie("DS")).drop("DSR");
        } while (subject(browser).equals(subject) && System.nanoTime() - since < ALL_KNOW.toNanos() * 2);
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
