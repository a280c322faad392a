// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/** The same tests run on several lines of Spring Boot, which proves nothing if all were the same one. */
class BootLineTest {

    @Test
    void getVersionWhenRunByAModuleThenTheLineOfThatModule() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("expected.boot.version"));
    }
}
