// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.KeySource;
import dev.guestpass.key.TestKeys;
import dev.guestpass.servlet.endpoint.EndpointSettings;
import dev.guestpass.servlet.transport.CookieSettings;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.SessionSettings;
import dev.guestpass.session.TestLog;
import dev.guestpass.store.InMemorySessionStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdkChecksTest {

    private static final String GOOD = "P" + "1".repeat(27);

    private static String single(List<String> problems) {
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @Test
    void problemsWhenAllIsWellThenNone() {
        assertThat(SdkChecks.problems(GOOD, false, true)).isEmpty();
    }

    @Test
    void problemsWhenProjectIdIsShortThenJavaIsNamed() {
        assertThat(single(SdkChecks.problems(GOOD.substring(1), false, true)))
                .contains("27 characters", "Java SDK", "28");
    }

    @Test
    void problemsWhenProjectIdHasAColonThenEverySdkIsNamed() {
        assertThat(single(SdkChecks.problems(GOOD + ":x", false, true))).contains("no SDK");
    }

    @ParameterizedTest
    @CsvSource({"true,WARNING", "false,INFO"})
    void warnWhenSessionKeyIsNotRsaThenToldOnceAndLouderWhereServicesMint(boolean mints, String level) {
        AnonymousSessions sessions = sessions(SessionSettings.defaults()
                .withSignatures(new SessionSettings.Signatures(Algorithm.ES256, Algorithm.HS256)));

        try (TestLog log = TestLog.of("dev.guestpass")) {
            SdkChecks.warn(sessions, new RsaKeySet(sessions.keys()::publicJwkSet), mints);
            assertThat(log.text()).containsOnlyOnce("signed with ES256");
            assertThat(log.text().lines().filter(line -> line.contains("ES256")))
                    .allMatch(line -> line.contains(level));
        }
    }

    @Test
    void problemsWhenThereIsNoRsaKeyThenMintsAreNamed() {
        assertThat(single(SdkChecks.problems(GOOD, true, true))).contains("nothing can be minted");
        assertThat(single(SdkChecks.problems(GOOD, true, false))).doesNotContain("minted");
    }

    @Test
    void warnWhenDeploymentHasProblemsThenTheLogSaysSoAndItStarts() {
        SessionSettings defaults = SessionSettings.defaults();
        SessionSettings odd = new SessionSettings(
                "https://id.example/short",
                defaults.lifetimes(),
                new SessionSettings.Signatures(Algorithm.ES256, Algorithm.HS256),
                defaults.rotation(),
                defaults.claimLimits(),
                defaults.conversion());
        AnonymousSessions sessions = sessions(odd);

        try (TestLog log = TestLog.of("dev.guestpass")) {
            DescopeSetup setup = new DescopeSetup(
                    new EndpointSettings("/guestpass", Set.of(), Set.of()),
                    CookieSettings.defaults(),
                    DescopeSettings.defaults());
            assertThat(new DescopeApi(setup, sessions, InstantSource.system()).managementKeys())
                    .isEmpty();
            assertThat(log.text()).contains("5 characters", "ES256", "There is no RSA key");
        }
    }

    private static AnonymousSessions sessions(SessionSettings settings) {
        KeySource keys = () -> KeyRing.of(List.of(TestKeys.ec(), TestKeys.secret()), TestKeys.PROJECT_ID);
        return AnonymousSessions.builder(keys, InMemorySessionStore.builder().build())
                .settings(settings)
                .build();
    }
}
