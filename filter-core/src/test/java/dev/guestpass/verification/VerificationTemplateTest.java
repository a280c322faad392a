// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.MutableClock;
import dev.guestpass.verification.VerificationTemplate.Mail;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mail, in several languages and with an application's own texts. */
class VerificationTemplateTest {

    private static final String LINK = "https://shop.example/link?t=abc";

    private final VerificationTemplate template =
            VerificationTemplate.bundled(getClass().getClassLoader());

    private static VerificationMessage message(Locale locale, String link) {
        return new VerificationMessage(
                "email", "ann@example.com", "123456", link, locale, MutableClock.START, Duration.ofMinutes(10));
    }

    @Test
    void renderWhenEnglishThenCodeAndLinkInBothForms() {
        Mail mail = template.render(message(Locale.ENGLISH, LINK));

        assertThat(mail.subject()).isEqualTo("Your confirmation code").doesNotContain("123456");
        assertThat(mail.text()).contains("123456", LINK, "10 minutes");
        assertThat(mail.html()).contains("123456", "href=\"" + LINK + "\"", "lang=\"en\"", "10 minutes");
        assertThat(mail.html() + mail.text()).doesNotContain("${", "{0}", "{1}");
    }

    @Test
    void renderWhenGermanThenGerman() {
        Mail mail = template.render(message(Locale.GERMANY, LINK));

        assertThat(mail.subject()).isEqualTo("Ihr Bestätigungscode");
        assertThat(mail.html()).contains("lang=\"de\"", "10 Minuten").doesNotContain("Ã");
    }

    @Test
    void renderWhenLanguageIsUnknownThenEnglishWhateverTheServersIs() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(template.render(message(Locale.JAPANESE, LINK)).subject())
                    .isEqualTo("Your confirmation code");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void renderWhenThereIsNoLinkThenCodeAlone() {
        Mail mail = template.render(message(Locale.ENGLISH, null));

        assertThat(mail.text()).contains("123456").doesNotContain("http", "7F3K");
        assertThat(mail.html()).contains("123456").doesNotContain("href", "7F3K");
    }

    @Test
    void renderWhenTextsHaveMarkupThenEscaped(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("guestpass-mail.properties"), "subject=<b>Shop</b> & Söhne\n", UTF_8);

        Mail mail = own(folder).render(message(Locale.ENGLISH, "https://shop.example/?a=1&b=\"2\""));

        assertThat(mail.subject()).isEqualTo("<b>Shop</b> & Söhne");
        assertThat(mail.html())
                .contains("<title>&lt;b&gt;Shop&lt;/b&gt; &amp; Söhne</title>", "?a=1&amp;b=&quot;2&quot;")
                .contains("Enter this code");
    }

    @Test
    void renderWhenApplicationHasALanguageMoreThenUsed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("guestpass-mail.properties"), "subject=Shop\n", UTF_8);
        Files.writeString(folder.resolve("guestpass-mail_fr.properties"), "subject=Votre code\n", UTF_8);

        assertThat(own(folder).render(message(Locale.FRANCE, LINK)).subject()).isEqualTo("Votre code");
        assertThat(own(folder).render(message(Locale.GERMANY, LINK)).subject()).isEqualTo("Shop");
    }

    @Test
    void renderWhenApplicationHasAPageThenUsed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("guestpass-mail.html"), "<i>${code}</i> ${link}", UTF_8);

        assertThat(own(folder).render(message(Locale.ENGLISH, null)).html()).isEqualTo("<i>123456</i> ");
    }

    private static VerificationTemplate own(Path folder) throws IOException {
        URL[] urls = {folder.toUri().toURL()};
        return VerificationTemplate.bundled(new URLClassLoader(urls, null));
    }

    @Test
    void toStringWhenPrintedThenNothingShows() {
        assertThat(template.render(message(Locale.ENGLISH, LINK))).hasToString("Mail[]");
    }
}
