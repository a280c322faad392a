// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.text.LocalizedTexts;
import dev.guestpass.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The default mail, in the recipient's language as far as there are texts in it, and in English otherwise. */
final class BundledTemplate implements VerificationTemplate {

    private static final String APPLICATIONS = "guestpass-mail";

    private final LocalizedTexts texts;
    private final String page;

    BundledTemplate(ClassLoader application) {
        this.texts = new LocalizedTexts(BundledTemplate.class, "mail", application, APPLICATIONS);
        String own = resource(application, APPLICATIONS + ".html");
        String ours = resource(BundledTemplate.class.getClassLoader(), "dev/guestpass/verification/mail.html");
        this.page = own != null ? own : String.valueOf(ours);
    }

    private static @Nullable String resource(ClassLoader loader, String name) {
        try (InputStream in = loader.getResourceAsStream(name)) {
            return in == null ? null : new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Mail render(VerificationMessage message) {
        MailTexts mail = new MailTexts(texts.in(message.locale()), arguments(message));
        return new Mail(mail.get("subject"), text(mail, message), html(mail, message));
    }

    private static List<Object> arguments(VerificationMessage message) {
        long minutes = Math.max(1, message.validFor().toMinutes());
        return List.of(message.code(), minutes, message.link().orElse(""));
    }

    private static String text(MailTexts texts, VerificationMessage message) {
        String link = message.link()
                .map(url -> texts.get("link") + "\n\n    " + url + "\n\n")
                .orElse("");
        return texts.get("intro") + "\n\n    " + message.code() + "\n\n" + texts.get("validity") + "\n\n" + link
                + texts.get("ignore") + "\n";
    }

    private String html(MailTexts texts, VerificationMessage message) {
        String link = message.link()
                .map(url -> "<p>" + escaped(texts.get("link")) + "</p>\n<p><a href=\"" + escaped(url) + "\">"
                        + escaped(texts.get("button")) + "</a></p>")
                .orElse("");
        return page.replace("${language}", texts.language())
                .replace("${subject}", escaped(texts.get("subject")))
                .replace("${intro}", escaped(texts.get("intro")))
                .replace("${code}", escaped(message.code()))
                .replace("${validity}", escaped(texts.get("validity")))
                .replace("${ignore}", escaped(texts.get("ignore")))
                .replace("${link}", link);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** The texts of one mail. */
    private record MailTexts(Texts texts, List<Object> arguments) {

        String get(String key) {
            return texts.get(key, arguments.toArray());
        }

        String language() {
            return texts.language();
        }
    }
}
