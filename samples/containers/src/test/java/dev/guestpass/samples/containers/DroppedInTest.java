// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The steps of the sample's README: a shop without Guestpass, and the same one after jars were dropped into it. */
class DroppedInTest {

    private static final Path WITHOUT = Path.of(System.getProperty("shop.without"));
    private static final Path WITH = Path.of(System.getProperty("shop.with"));

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Container server = new Tomcat(System.getProperty("version.tomcat11"));
    private Path shop;

    static List<Container> servers() {
        return List.of(
                new Tomcat(System.getProperty("version.tomcat11")),
                new Jetty(System.getProperty("version.jetty"), "ee11"));
    }

    @BeforeEach
    void unpackShop() throws IOException {
        shop = folder.resolve("war/shop");
        EmbeddedUndertow.unpack(WITHOUT, shop);
        environment.put("JDK_JAVA_OPTIONS", "-Dshop.database=jdbc:h2:" + folder.resolve("data"));
    }

    private RunningContainer start(String run) throws IOException {
        Path base = Files.createDirectories(folder.resolve(run));
        return RunningContainer.start(server, base, shop, environment).awaitPage("/shop/");
    }

    /** Returns what was put there, to take it away again. */
    private List<Path> dropIn() throws IOException {
        List<Path> added = new ArrayList<>();
        Path all = folder.resolve("war/all");
        EmbeddedUndertow.unpack(WITH, all);
        try (Stream<Path> jars = Files.list(all.resolve("WEB-INF/lib"))) {
            for (Path jar : jars.toList()) {
                Path dropped = shop.resolve("WEB-INF/lib").resolve(jar.getFileName());
                if (Files.notExists(dropped)) {
                    added.add(Files.copy(jar, dropped));
                }
            }
        }
        environment.put("GUESTPASS_KEYS_LOCATION", "file:" + folder.resolve("guestpass-keys.json"));
        environment.put("GUESTPASS_ISSUANCE_EXCLUDED_PATHS", "/css/,/img/");
        return added;
    }

    private static void add(Browser browser) {
        browser.to("/shop/cart")
                .post()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body("product=cup&quantity=2")
                .send();
    }

    private static boolean hasCup(Browser browser) {
        return browser.get("/shop/cart").body().contains("value=\"2\"");
    }

    @Test
    void startWhenNothingIsDroppedInThenCartEndsWithTheServer() throws IOException {
        Browser browser;
        try (RunningContainer running = start("first")) {
            browser = running.browser();
            add(browser);

            assertThat(hasCup(browser)).isTrue();
            assertThat(browser.cookies()).containsOnlyKeys("JSESSIONID");
            assertThat(browser.get("/shop/guestpass/session").status()).isEqualTo(404);
        }
        try (RunningContainer running = start("second")) {
            assertThat(hasCup(moved(browser, running))).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void startWhenDroppedInThenVisitorAndCartOutliveTheServer(Container given) throws IOException {
        server = given;
        dropIn();
        Browser browser;
        try (RunningContainer running = start("first")) {
            browser = running.browser();
            add(browser);

            assertThat(hasCup(browser)).isTrue();
            assertThat(browser.cookies()).containsKeys("DS", "DSR");
        }
        try (RunningContainer running = start("second")) {
            assertThat(hasCup(moved(browser, running))).isTrue();
            assertThat(running.browser().get("/shop/css/shop.css").setCookies()).isEmpty();
        }
        assertThat(folder.toFile().list()).contains("guestpass-keys.json");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void logInWhenDroppedInThenCartGoesToTheAccount(Container given) throws IOException {
        server = given;
        dropIn();
        try (RunningContainer running = start("first")) {
            Browser browser = running.browser();
            add(browser);
            browser.get("/shop/account");

            logIn(browser);

            assertThat(browser.get("/shop/account").body()).contains("Hello, ann", "In your cart: 2");
            assertThat(browser.cookies()).doesNotContainKeys("DS", "DSR");
            Browser elsewhere = running.browser();
            elsewhere.get("/shop/account");
            logIn(elsewhere);
            assertThat(hasCup(elsewhere)).isTrue();
        }
    }

    @Test
    void startWhenTakenAwayAgainThenAllIsAsBefore() throws IOException {
        List<Path> dropped = dropIn();
        Browser browser;
        try (RunningContainer running = start("first")) {
            browser = running.browser();
            add(browser);
        }
        for (Path jar : dropped) {
            Files.delete(jar);
        }

        try (RunningContainer running = start("second")) {
            Browser again = moved(browser, running);
            add(again);

            assertThat(hasCup(again)).isTrue();
            assertThat(again.get("/shop/guestpass/session").status()).isEqualTo(404);
            assertThat(running.browser().get("/shop/").cookieNames()).doesNotContain("DS", "DSR");
        }
    }

    private static void logIn(Browser browser) {
        browser.to("/shop/j_security_check")
                .post()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body("j_username=ann&j_password=secret")
                .send();
    }

    private static Browser moved(Browser browser, RunningContainer to) {
        Browser moved = to.browser();
        browser.cookies().forEach(moved::put);
        return moved;
    }
}
