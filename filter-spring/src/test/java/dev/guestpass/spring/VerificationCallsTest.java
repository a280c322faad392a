// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.verification.VerificationMessage;
import dev.guestpass.verification.VerificationSender;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** An application with a converter and a sender has the calls that verify and convert. */
class VerificationCallsTest {

    private static final BlockingQueue<String> CODES = new LinkedBlockingQueue<>();

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        AnonymousUserConverter converter() {
            return conversion -> new ConversionDecision.Promoted("account-1");
        }

        @Bean
        VerificationSender sender() {
            return new VerificationSender() {
                @Override
                public boolean supports(String channel) {
                    return true;
                }

                @Override
                public void send(VerificationMessage message) {
                    CODES.add(message.code());
                }
            };
        }
    }

    @Test
    void postWhenCodeIsRightThenConverted(@TempDir Path folder) throws Exception {
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--logging.level.root=OFF",
                        "--spring.main.banner-mode=off",
                        "--guestpass.keys.location=file:" + folder.resolve("keys.json"))) {
            String base = "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port")
                    + "/guestpass/verifications";

            HttpResponse<String> started = post(base, "{\"loginId\":\"ann@example.com\"}");
            assertThat(started.statusCode()).isEqualTo(202);
            String id = started.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
            HttpResponse<String> done =
                    post(base + '/' + id, "{\"code\":\"" + CODES.poll(20, TimeUnit.SECONDS) + "\"}");

            assertThat(done.statusCode()).isEqualTo(200);
            assertThat(done.body()).startsWith("{\"outcome\":\"converted\",\"receiptId\":");
        }
    }

    private HttpResponse<String> post(String url, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return browser.send(request, BodyHandlers.ofString());
    }
}
