// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of {@code docs/verification.md}, sent as they stand there, to the shop. */
class DocumentedCallsTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private static final Pattern CALL = Pattern.compile(
            "(?m)^curl -b jar -c jar -H '(.*): (.*)' -d '(.*)' https://shop.example(\\S*)$(?:\n(\\d{3}) (.*)$)?");

    private final HttpClient curl =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private static List<MatchResult> calls() throws IOException {
        String document = Files.readString(Path.of("../../docs/verification.md"));
        return CALL.matcher(document).results().toList();
    }

    private HttpResponse<String> send(MatchResult call, String body, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(SHOP.address().resolve(path))
                .header(call.group(1), call.group(2))
                .POST(BodyPublishers.ofString(body))
                .build();
        return curl.send(request, BodyHandlers.ofString());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static void assertAnswersAsWritten(HttpResponse<String> answer, MatchResult call) {
        assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(call.group(5)));
        assertThat(json(answer.body()).propertyNames())
                .containsExactlyElementsOf(json(call.group(6)).propertyNames());
    }

    @Test
    void sendWhenAsWrittenThenAnswersAsWrittenAndThePersonIsSignedIn() throws Exception {
        List<MatchResult> calls = calls();
        assertThat(calls).hasSize(3);
        MatchResult ask = calls.get(0);
        HttpResponse<String> asked = send(ask, ask.group(3), ask.group(4));
        assertAnswersAsWritten(asked, ask);

        MatchResult bring = calls.get(1);
        String code = SHOP.browser().code("ann@example.com");
        String path = bring.group(4).replace("ID", json(asked.body()).path("id").asString());
        HttpResponse<String> brought = send(bring, bring.group(3).replace("123456", code), path);

        assertAnswersAsWritten(brought, bring);
        assertThat(brought.body()).contains("\"converted\"", "\"signedIn\":true");
        MatchResult choose = calls.get(2);
        assertThat(send(choose, choose.group(3), choose.group(4)).statusCode()).isEqualTo(410);
    }
}
