// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyTest {

    /** SDKs send again what comes back with one of these. */
    private static final List<Integer> REPEATED = List.of(503, 520, 521, 522, 524, 530);

    @ParameterizedTest
    @EnumSource(DescopeError.class)
    void errorWhenMadeThenCodeOfTheFormThatSdksKnow(DescopeError error) {
        Reply reply = Reply.error(error, "what to do");

        assertThat(reply.status()).isEqualTo(error.status());
        assertThat((String) reply.body().get("errorCode")).matches("[AE]\\d{6}");
        assertThat(reply.body().keySet()).containsExactlyInAnyOrder("errorCode", "errorDescription", "errorMessage");
    }

    @Test
    void errorsWhenTheyAreRefusalsThenNoneIsOneThatSdksRepeat() {
        assertThat(Arrays.stream(DescopeError.values()).filter(error -> REPEATED.contains(error.status())))
                .containsExactly(DescopeError.UNAVAILABLE);
    }

    @Test
    void toStringWhenItHoldsTokensThenTheStatusAlone() {
        assertThat(Reply.ok(Map.of("refreshJwt", "eyJ.eyJ.x")).toString()).isEqualTo("Reply[200]");
    }
}
