// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jspecify.annotations.Nullable;

/** The texts of our pages in one language: the application's where it has one, ours otherwise. */
record PageTexts(ResourceBundle ours, @Nullable ResourceBundle own) {

    private static final String OURS = "dev.guestpass.servlet.endpoint.pages";
    private static final String APPLICATIONS = "guestpass-pages";

    /** The language of the server says nothing about the visitor's. */
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    static PageTexts of(Locale locale, ClassLoader application) {
        Locale plain = locale.stripExtensions();
        ClassLoader loader = PageTexts.class.getClassLoader();
        return new PageTexts(ResourceBundle.getBundle(OURS, plain, loader, NO_FALLBACK), own(plain, application));
    }

    private static @Nullable ResourceBundle own(Locale locale, ClassLoader application) {
        try {
            return ResourceBundle.getBundle(APPLICATIONS, locale, application, NO_FALLBACK);
        } catch (MissingResourceException e) {
            return null;
        }
    }

    /** The first language that the browser asks for. One that says nothing has no language of the server's. */
    static Locale locale(HttpServletRequest request) {
        return request.getHeader("Accept-Language") == null ? Locale.ENGLISH : request.getLocale();
    }

    String get(String key, Object... arguments) {
        ResourceBundle bundle = own != null && own.containsKey(key) ? own : ours;
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
    }

    /** What to call an option: what the application's texts say, or else its name. */
    String option(String name) {
        String key = "option." + name;
        return own != null && own.containsKey(key) ? get(key) : name;
    }

    String language() {
        Locale locale = (own == null ? ours : own).getLocale();
        return locale.getLanguage().isEmpty() ? "en" : locale.getLanguage();
    }
}
