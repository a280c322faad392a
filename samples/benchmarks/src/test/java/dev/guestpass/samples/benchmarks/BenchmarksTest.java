// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That every benchmark still runs; what it measures in so short a time means nothing, and is not looked at. */
class BenchmarksTest {

    @ParameterizedTest
    @CsvSource({
        "requests, Spring Security resource server",
        "pages, 'Tomcat 11, open loop'",
        "scale, 'Heap for each of 500 remembered visitors'",
        "floods, garbage from one address"
    })
    void runWhenShortThenTablesAndTargetsArePrinted(String name, String table) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        Benchmarks.run(List.of(name), Effort.LEAST, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains(table, "### Targets");
    }

    @Test
    void mainWhenNameIsUnknownThenSaysWhichThereAre() {
        assertThatThrownBy(() -> Benchmarks.main(new String[] {"fast"})).hasMessageContaining("floods");
    }
}
