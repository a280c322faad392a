// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts that come to nothing: a server may try again for days. */
class FailedStartTest {

    @TempDir
    Path folder;

    private Set<Thread> before;

    @BeforeEach
    void look() {
        before = threads();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("guestpass"))
                .collect(Collectors.toSet());
    }

    private GuestpassSettings settings() {
        return GuestpassSettings.read(
                name -> name.equals("guestpass.keys.location") ? "file:" + folder.resolve("keys.json") : null);
    }

    @Test
    void buildWhenLibraryIsMissingThenWhatWasOpenedIsClosed() {
        AnonymousSessionFilterBuilder builder = AnonymousSessionFilter.builder(settings());
        AnonymousSessionFilterBuilder broken = builder.customizeVerification(verification -> {
            throw new NoClassDefFoundError("shop/Mails");
        });

        assertThatThrownBy(broken::build).isInstanceOf(NoClassDefFoundError.class);

        assertThatCode(() -> builder.build().destroy()).doesNotThrowAnyException();
        assertThat(threads()).isSubsetOf(before);
    }

    @Test
    void buildWhenFilterCanNotBePutTogetherThenNoThreadIsLeft() {
        GuestpassSettings broken = settings().withFilter(null);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> AnonymousSessionFilter.builder(broken).build())
                    .isInstanceOf(NullPointerException.class);
        }

        assertThat(threads()).isSubsetOf(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"guestpass.issuance.budget.burst", "guestpass.issuance.budget.per-hour"})
    void readWhenBudgetIsNoneThenErrorNamesIt(String setting) {
        assertThatThrownBy(() -> GuestpassSettings.read(name -> name.equals(setting) ? "0" : null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting.substring("guestpass.".length()));
    }
}
