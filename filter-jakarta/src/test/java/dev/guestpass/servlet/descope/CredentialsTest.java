// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Bearer P1,P1,-,-,-",
                "Bearer P1:a.b.c,P1,a.b.c,a.b.c,-",
                "bearer P1:key,P1,key,-,key",
                "BEARER P1:a.b.c:key,P1,a.b.c:key,a.b.c,key",
                "Bearer P1:key:a.b.c,P1,key:a.b.c,a.b.c,key",
                "Bearer P1:a.b.c:k:e:y,P1,a.b.c:k:e:y,a.b.c,k:e:y",
                "Bearer P1:,P1,'',-,-",
                "Bearer :a.b.c,'',a.b.c,a.b.c,-",
                "Bearer a.b.c,a.b.c,-,-,-",
                "Bearer  P1 ,P1,-,-,-",
                "Basic P1:x,-,-,-,-",
                "Bearer,-,-,-,-",
                "-,-,-,-,-"
            })
    void parseWhenSentThenCutAtTheColons(String header, String project, String rest, String token, String key) {
        Credentials credentials = Credentials.parse(header);

        assertThat(credentials.project()).isEqualTo(project);
        assertThat(credentials.managementKey()).isEqualTo(rest);
        assertThat(credentials.token()).isEqualTo(token);
        assertThat(credentials.addedKey()).isEqualTo(key);
    }

    @Test
    void toStringWhenAskedThenNothingSecret() {
        assertThat(Credentials.parse("Bearer P1:a.b.c:key").toString())
                .contains("P1")
                .doesNotContain("a.b.c", "key");
    }
}
