// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What an application leaves behind that is deployed, visited and taken away again and again in one server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedeployTest {

    private static final Pattern LEFT = Pattern.compile("LEFT loaders=(\\d+) threads=(\\d+) beans=(\\d+)");

    private String log;
    private List<MatchResult> left;

    @BeforeAll
    void redeploy(@TempDir Path base) throws IOException, InterruptedException {
        Path war = base.resolve("shop");
        EmbeddedUndertow.unpack(ContainerSuite.WAR, war);
        List<String> arguments = new ArrayList<>(sessionsWith(war.resolve("WEB-INF/lib")));
        // What is reachable by soft references alone is free for the taking.
        arguments.addAll(List.of(
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-Dguestpass.keys.location=file:" + base.resolve("keys.json"),
                "-cp",
                TestClassPath.text("/tomcat-|/test-classes"),
                RedeployingTomcat.class.getName(),
                war.toString(),
                base.resolve("tomcat").toString(),
                String.valueOf(rounds())));
        Process process = new ProcessBuilder(Container.java(arguments.toArray(String[]::new)))
                .redirectErrorStream(true)
                .start();
        log = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        left = LEFT.matcher(log).results().toList();
        assertThat(left).as(log).hasSize(rounds());
    }

    int rounds() {
        return 20;
    }

    /** Says where the application keeps sessions, and gives it what it needs for that; in memory by default. */
    List<String> sessionsWith(Path libraries) throws IOException {
        return List.of();
    }

    private static int number(MatchResult round, int group) {
        return Integer.parseInt(round.group(group));
    }

    /** Tomcat itself holds on to the last one until it stops another. */
    @Test
    void undeployWhenDoneThenClassLoadersAreCollected() {
        assertThat(left)
                .as(log)
                .allSatisfy(round -> assertThat(number(round, 1)).isLessThanOrEqualTo(1));
    }

    @Test
    void undeployWhenDoneThenNoThreadOfOursIsLeft() {
        assertThat(left)
                .as(log)
                .allSatisfy(round -> assertThat(number(round, 2)).isZero());
        // Tomcat may still see one on its very last step, and say so; what it puts away by itself is another thing.
        assertThat(log).doesNotContain("failed to remove it");
    }

    @Test
    void undeployWhenDoneThenNoManagementBeanIsLeft() {
        assertThat(number(left.get(rounds() - 1), 3)).as(log).isEqualTo(number(left.get(1), 3));
    }
}
