// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is dropped in, to the last jar. */
class LibrariesTest {

    private static final long MOST_BYTES = 6_000_000;

    private static List<? extends ZipEntry> libraries() throws IOException {
        try (ZipFile war = new ZipFile(ContainerSuite.WAR.toFile())) {
            return war.stream()
                    .filter(entry -> entry.getName().endsWith(".jar"))
                    .toList();
        }
    }

    @Test
    void packageWhenNothingIsOptionalThenJarsAreThose() throws IOException {
        assertThat(libraries())
                .extracting(jar -> jar.getName().replaceAll(".*/|-\\d.*", ""))
                .containsExactlyInAnyOrder(
                        "filter-core",
                        "filter-jakarta",
                        "nimbus-jose-jwt",
                        "caffeine",
                        "jackson-annotations",
                        "jackson-core",
                        "jackson-databind",
                        // Small, without dependencies, and named in the README.
                        "bucket4j_jdk17-core",
                        "jmail",
                        // Annotations: nothing to run.
                        "error_prone_annotations",
                        "jspecify");
    }

    @Test
    void packageWhenNothingIsOptionalThenSizeIsAsTheReadmeSays() throws IOException {
        assertThat(libraries().stream().mapToLong(ZipEntry::getSize).sum()).isLessThan(MOST_BYTES);
    }
}
