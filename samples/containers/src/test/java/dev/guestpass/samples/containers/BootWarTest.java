// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Spring Boot WAR on Tomcat: the starter registers the filter, and the jar does not do it again. */
class BootWarTest {

    private static final Path WAR = Path.of(System.getProperty("boot.war"));

    @Test
    void startWhenSpringRegistersTheFilterThenItIsThereOnce(@TempDir Path base) throws IOException {
        Map<String, String> settings = Map.of("GUESTPASS_KEYS_LOCATION", "file:" + base.resolve("keys.json"));
        Tomcat tomcat = new Tomcat(System.getProperty("version.tomcat11"));
        try (RunningContainer running = RunningContainer.start(tomcat, base, WAR, settings)) {
            Browser browser = running.awaitPage("/shop/filters").browser();

            Reply first = browser.get("/shop/who");

            assertThat(first.cookieNames()).containsExactly("DS", "DSR");
            assertThat(browser.get("/shop/who").body()).isEqualTo(first.body());
            assertThat(browser.get("/shop/filters").body())
                    .isEqualTo("[\"guestpass dev.guestpass.servlet.AnonymousSessionFilter\"]");
        }
    }

    @Test
    void startWhenSwitchedOffInSpringThenItIsNotThere(@TempDir Path base) throws IOException {
        Tomcat tomcat = new Tomcat(System.getProperty("version.tomcat11"));
        try (RunningContainer running =
                RunningContainer.start(tomcat, base, WAR, Map.of("GUESTPASS_ENABLED", "false"))) {
            Browser browser = running.awaitPage("/shop/filters").browser();

            assertThat(browser.get("/shop/filters").body()).isEqualTo("[]");
            assertThat(browser.cookies()).isEmpty();
        }
    }
}
