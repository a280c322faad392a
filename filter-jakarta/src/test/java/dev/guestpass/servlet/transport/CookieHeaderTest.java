// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.StubRequest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CookieHeaderTest {

    /** Each that is kept is compared with all others, and copied with them. */
    @Test
    void valuesWhenNameComesFiveHundredTimesThenOneMoreThanAreLookedAt() {
        String header = IntStream.range(0, 500).mapToObj(i -> "DS=" + i).collect(Collectors.joining("; "));

        assertThat(CookieHeader.values(new StubRequest("/", "Cookie", header), "DS"))
                .hasSize(9);
    }
}
