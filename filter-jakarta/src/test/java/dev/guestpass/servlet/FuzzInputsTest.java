// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The inputs of {@link FilterFuzzTest} come through to what they are for: a fuzzer builds on nothing that is turned away. */
class FuzzInputsTest {

    private static final FuzzedServer SERVER = new FuzzedServer();

    /** By input, its call, and what nobody but that call's own code answers. */
    private static final Map<String, Reached> CALLS = Map.ofEntries(
            Map.entry("claims", new Reached(FuzzedCall.CLAIMS, 200, "\"note\":\"x\"")),
            Map.entry("null", new Reached(FuzzedCall.CLAIMS, 200, "\"claims\":{}")),
            Map.entry("roles", new Reached(FuzzedCall.CLAIMS, 403, "A browser may not set roles")),
            Map.entry("open", new Reached(FuzzedCall.CLAIMS, 400, "no JSON object of claims")),
            Map.entry("refresh", new Reached(FuzzedCall.REFRESH, 200, "expiresAt")),
            Map.entry("verification", new Reached(FuzzedCall.START, 202, "\"sign\":")),
            Map.entry("object", new Reached(FuzzedCall.START, 400, "loginId is a string")),
            Map.entry("channel", new Reached(FuzzedCall.START, 400, "over this channel")),
            Map.entry("code", new Reached(FuzzedCall.FINISH, 200, "\"outcome\":\"converted\"")),
            Map.entry("misspelt", new Reached(FuzzedCall.FINISH, 400, "\"triesLeft\":5")),
            Map.entry("waiting", new Reached(FuzzedCall.FINISH, 202, "\"confirmed\":false")),
            Map.entry("ticket", new Reached(FuzzedCall.CHOOSE, 200, "\"outcome\":\"converted\"")),
            Map.entry("neither", new Reached(FuzzedCall.CHOOSE, 400, "none of the options")),
            Map.entry("sdk-refresh", new Reached(FuzzedCall.SDK_REFRESH, 200, "sessionJwt")),
            Map.entry("tenant", new Reached(FuzzedCall.SELECT_TENANT, 200, "sessionJwt")),
            Map.entry("unlisted", new Reached(FuzzedCall.SELECT_TENANT, 403, "A403002")),
            Map.entry("mint", new Reached(FuzzedCall.MINT, 200, "refreshJwt")),
            Map.entry("reserved", new Reached(FuzzedCall.MINT, 400, "E011003")));

    /** By input, how it is looked at and confirmed elsewhere, and then where it was asked for. */
    private static final Map<String, List<Integer>> LINKS = Map.of(
            "link", List.of(200, 400, 200, 200),
            "sign", List.of(200, 200, 200, 200),
            "shape", List.of(410, 410, 410, 410),
            "percent", List.of(410, 410, 410, 410),
            "markup", List.of(410, 410, 410, 410),
            "many", List.of(410, 410, 410, 410));

    private record Reached(FuzzedCall call, int status, String words) {}

    /** One test an input of a target; that each has a row is one more. */
    private static Stream<DynamicTest> each(String target, Map<String, ?> rows, Check check) {
        Path folder = folder(target);
        DynamicTest all = DynamicTest.dynamicTest(
                "rows", () -> assertThat(folder.toFile().list()).containsExactlyInAnyOrderElementsOf(rows.keySet()));
        Stream<DynamicTest> inputs = rows.keySet().stream()
                .sorted()
                .map(name -> DynamicTest.dynamicTest(name, () -> check.run(name, bytes(folder.resolve(name)))));
        return Stream.concat(Stream.of(all), inputs);
    }

    private interface Check {
        void run(String name, byte[] input);
    }

    private static Path folder(String target) {
        try {
            return Path.of(FilterFuzzTest.class
                    .getResource("FilterFuzzTestInputs/" + target)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    @TestFactory
    Stream<DynamicTest> callWhenInputIsCommittedThenReachesItsHandler() {
        return each("callWhenBodyIsAnythingThenServed", CALLS, (name, input) -> {
            String answer = FuzzedCall.send(SERVER, input);

            Reached expected = CALLS.get(name);
            assertThat(FuzzedCall.of(input)).isEqualTo(expected.call());
            assertThat(status(answer)).as(answer).isEqualTo(expected.status());
            assertThat(answer).contains(expected.words());
        });
    }

    @TestFactory
    Stream<DynamicTest> linkWhenInputIsCommittedThenReachesItsPage() {
        return each("linkWhenTokenIsAnythingThenServed", LINKS, (name, input) -> {
            List<String> answers = FuzzedCall.sendLink(SERVER, input);

            assertThat(answers).extracting(FuzzInputsTest::status).isEqualTo(LINKS.get(name));
            assertThat(answers).allSatisfy(answer -> assertThat(answer).contains("text/html", "<h1>"));
        });
    }
}
