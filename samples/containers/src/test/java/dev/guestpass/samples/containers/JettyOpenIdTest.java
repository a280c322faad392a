// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A visitor who signs in by the OpenID Connect of the container, of which the application knows nothing. */
class JettyOpenIdTest {

    private OpenIdProvider provider;
    private RunningContainer running;
    private Browser browser;

    @BeforeEach
    void start(@TempDir Path base) throws IOException, JOSEException {
        provider = new OpenIdProvider();
        Jetty jetty = new Jetty(System.getProperty("version.jetty"), "ee11");
        Map<String, String> settings = Map.of("GUESTPASS_KEYS_LOCATION", "file:" + base.resolve("keys.json"));
        running = RunningContainer.start(new JettyOpenId(jetty, provider), base, ContainerSuite.WAR, settings)
                .awaitPage("/shop/page/who");
        browser = running.browser();
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
        provider.close();
    }

    /** The provider is another site, so browsers say that these requests come from there. */
    private Reply comeBack(String path) {
        return browser.to(path).as(Browser.Fetch.CROSS_SITE_NAVIGATION).send();
    }

    private static String target(Reply redirect) {
        assertThat(redirect.status()).as(redirect.body()).isBetween(301, 303);
        URI location = URI.create(redirect.header("Location"));
        return location.getRawPath() + (location.getRawQuery() == null ? "" : '?' + location.getRawQuery());
    }

    private String told(String page, String subject) {
        return running.browser()
                .get("/shop/page/" + page + "?subject=" + subject)
                .body();
    }

    @Test
    void logInWhenAtTheProviderThenNextRequestConvertsWithClaims() {
        String subject = browser.get("/shop/page/claims?colour=green").body().split(" ", 2)[0];

        String question = target(browser.get("/shop/page/member"));
        String callback = target(new Browser(provider.port()).get(question));
        String page = target(comeBack(callback));
        assertThat(told("conversions", subject)).isEqualTo("none");
        Reply member = comeBack(page);

        assertThat(member.body()).as(running.log()).endsWith(" true ann");
        assertThat(told("conversions", subject)).isEqualTo("ann");
        assertThat(told("colours", subject)).isEqualTo("green");
        assertThat(browser.cookies()).doesNotContainKeys("DS", "DSR");
    }
}
