// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.servlet.mail.MailSettings;
import dev.guestpass.session.TestNode;
import dev.guestpass.store.InMemoryVerificationStore;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.LoginVerificationBuilder;
import dev.guestpass.verification.Outbox;
import dev.guestpass.verification.VerificationRequest;
import dev.guestpass.verification.VerificationStart.InvalidLoginId;
import dev.guestpass.verification.VerificationStart.Started;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of verifications and of mail, and what a deployment makes of them. */
class VerificationSettingsTest {

    private static GuestpassSettings read(String... pairs) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            texts.put("guestpass." + pairs[i], pairs[i + 1]);
        }
        return GuestpassSettings.read(texts::get);
    }

    @ParameterizedTest
    @CsvSource({
        "verification.code-length, 4",
        "verification.tries, 100",
        "verification.code-lifetime, 2d",
        "verification.budget.per-login, 0",
        "verification.link-base, shop.example",
        "verification.link-base, /shop",
        "verification.link-base, https://shop.example/?a=b",
        "verification.link-base, javascript:alert(1)",
        "mail.port, 0",
        "mail.tls, perhaps"
    })
    void readWhenValueIsWrongThenErrorNamesTheSetting(String name, String value) {
        assertThatThrownBy(() -> read(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void readWhenLinkBaseIsUnsetThenNoLinks() {
        assertThat(read().verification().linkPage()).isNull();
    }

    @Test
    void readWhenEndpointsAreElsewhereThenLinksLeadThere() {
        assertThat(read("verification.link-base", "https://shop.example", "endpoints.path", "/visitors")
                        .verification()
                        .linkPage())
                .hasToString("https://shop.example/visitors/verifications/link");
    }

    @Test
    void readWhenPasswordIsSetThenItDoesNotShow() {
        GuestpassSettings settings = read("mail.host", "m", "mail.username", "shop", "mail.password", "hunter2");

        assertThat(settings.mail().password()).isEqualTo("hunter2");
        assertThat(settings.toString()).doesNotContain("hunter2").contains("password=set");
    }

    @Test
    void readWhenPasswordHasNoUserThenRefused() {
        assertThatThrownBy(() -> read("mail.password", "hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guestpass.mail.username")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refuseUnknownWhenPasswordIsNamedThenKnown() {
        SettingNames.refuseUnknown(List.of("guestpass.mail.password"), "a test");

        assertThat(read().mail()).isEqualTo(MailSettings.defaults());
    }

    @Test
    void applyToWhenThereIsALibraryForPhoneNumbersThenVerifiedWithTheirCountry() {
        TestNode node = TestNode.alone();
        LoginVerificationBuilder builder =
                LoginVerification.builder(node.sessions, new InMemoryVerificationStore(node.clock));
        try (LoginVerification verification =
                read().applyTo(builder).sender(new Outbox()).build()) {
            assertThat(verification.start(request(node, "+49 30 123456"))).isInstanceOf(Started.class);
            assertThat(verification.start(request(node, "030 123456"))).isInstanceOf(InvalidLoginId.class);
        }
    }

    private static VerificationRequest request(TestNode node, String loginId) {
        return new VerificationRequest(node.start().session(), loginId, "sms", "192.0.2.1", Locale.ENGLISH);
    }

    @Test
    void openWhenMailServerIsSetThenCodesCanBeSent(@TempDir Path folder) {
        String keys = "file:" + folder.resolve("keys.json");
        GuestpassSettings settings =
                read("keys.location", keys, "mail.host", "127.0.0.1", "mail.from", "shop@shop.example");

        try (EmbeddedSessions embedded = EmbeddedSessions.open(settings, builder -> builder, builder -> builder)) {
            assertThat(embedded.verification().sendsOver("email")).isTrue();
            assertThat(embedded.verification().sendsOver("sms")).isFalse();
        }
    }

    @Test
    void openWhenThereIsNoMailServerThenNothingIsSent(@TempDir Path folder) {
        GuestpassSettings settings = read("keys.location", "file:" + folder.resolve("keys.json"));

        try (EmbeddedSessions embedded = EmbeddedSessions.open(settings, builder -> builder, builder -> builder)) {
            assertThat(embedded.verification().sendsOver("email")).isFalse();
        }
    }

    @Test
    void openWhenThereIsNoSenderThenErrorNamesTheSetting(@TempDir Path folder) {
        GuestpassSettings settings =
                read("keys.location", "file:" + folder.resolve("keys.json"), "mail.host", "127.0.0.1");

        assertThatThrownBy(() -> EmbeddedSessions.open(settings, builder -> builder, builder -> builder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guestpass.mail.from");
    }
}
