// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jspecify.annotations.Nullable;

/** The default mail, in the recipient's language as far as there are texts in it, and in English otherwise. */
final class BundledTemplate implements VerificationTemplate {

    private static final String OURS = "dev.guestpass.verification.mail";
    private static final String APPLICATIONS = "guestpass-mail";

    /** The language of the server says nothing about the recipient's. */
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private final ClassLoader application;
    private final String page;

    BundledTemplate(ClassLoader application) {
        this.application = application;
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
        Texts texts = new Texts(plain(message.locale()), application, arguments(message));
        return new Mail(texts.get("subject"), text(texts, message), html(texts, message));
    }

    /** A client may name a language with any number of variants, for each of which there would be a look into the jars. */
    private static Locale plain(Locale wanted) {
        try {
            return new Locale.Builder()
                    .setLanguage(wanted.getLanguage())
                    .setScript(wanted.getScript())
                    .setRegion(wanted.getCountry())
                    .build();
        } catch (IllformedLocaleException e) {
            return Locale.ROOT;
        }
    }

    private static List<Object> arguments(VerificationMessage message) {
        long minutes = Math.max(1, message.validFor().toMinutes());
        return List.of(message.code(), minutes, message.link().orElse(""), message.sign());
    }

    private static String text(Texts texts, VerificationMessage message) {
        String link = message.link()
                .map(url -> texts.get("link") + "\n\n    " + url + "\n\n" + texts.get("sign") + "\n\n")
                .orElse("");
        return texts.get("intro") + "\n\n    " + message.code() + "\n\n" + texts.get("validity") + "\n\n" + link
                + texts.get("ignore") + "\n";
    }

    private String html(Texts texts, VerificationMessage message) {
        String link = message.link()
                .map(url -> "<p>" + escaped(texts.get("link")) + "</p>\n<p><a href=\"" + escaped(url) + "\">"
                        + escaped(texts.get("button")) + "</a></p>\n<p>" + escaped(texts.get("sign")) + "</p>")
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

    /** The texts of one mail: the application's where it has one, ours otherwise. */
    private record Texts(ResourceBundle ours, @Nullable ResourceBundle own, List<Object> arguments) {

        Texts(Locale locale, ClassLoader application, List<Object> arguments) {
            this(
                    ResourceBundle.getBundle(OURS, locale, BundledTemplate.class.getClassLoader(), NO_FALLBACK),
                    own(locale, application),
                    arguments);
        }

        private static @Nullable ResourceBundle own(Locale locale, ClassLoader application) {
            try {
                return ResourceBundle.getBundle(APPLICATIONS, locale, application, NO_FALLBACK);
            } catch (MissingResourceException e) {
                return null;
            }
        }

        String get(String key) {
            ResourceBundle bundle = own != null && own.containsKey(key) ? own : ours;
            return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments.toArray());
        }

        String language() {
            Locale locale = (own == null ? ours : own).getLocale();
            return locale.getLanguage().isEmpty() ? "en" : locale.getLanguage();
        }
    }
}
