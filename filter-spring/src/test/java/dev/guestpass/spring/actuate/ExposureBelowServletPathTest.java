// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guestpass.spring.SpringServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spring MVC answers below a path of its own, which rules see and mappings do not. */
class ExposureBelowServletPathTest {

    @RegisterExtension
    static final SpringServer SERVER = Watched.server().with("spring.mvc.servlet.path", "/app");

    @Test
    void makeWhenMvcIsBelowAPathThenThatIsAskedAbout() throws Exception {
        List<JsonNode> report = ExposureReportTest.report(SERVER, "/app/actuator/guestpass/exposure");

        assertThat(report).extracting(entry -> entry.path("asked").asText()).contains("GET /app/api/page");
        assertThat(report).extracting(entry -> entry.path("pattern").asText()).doesNotContain("/api/page", "/cart");
        ExposureReportTest.assertAsReported(SERVER, report);
    }

    @Test
    void getWhenSomethingAsksForHealthThenItIsNoVisitor() {
        assertThat(SERVER.browser().get("/app/actuator/health").setCookies()).isEmpty();
    }
}
