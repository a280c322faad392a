// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.mail;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import jakarta.mail.Session;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * How long a mail server may take. Jakarta Mail would wait for ever, and few threads send: two servers' worth of silence would
 * stop all codes.
 *
 * @param connect for the connection
 * @param answer for each answer, and for each write
 */
record MailLimits(Duration connect, Duration answer) {

    static final MailLimits DEFAULT = new MailLimits(Duration.ofSeconds(5), Duration.ofSeconds(10));

    private static final Logger LOG = SafeLogger.of(MailLimits.class);

    /**
     * Gives a sender the limits that it lacks: on a copy, because the application's own mails may take longer. What can not
     * be copied is used as it is, with a warning.
     */
    JavaMailSender on(JavaMailSender mails) {
        if (!(mails instanceof JavaMailSenderImpl known)) {
            return mails;
        }
        Session session = known.getSession();
        Map<String, String> missing = missing(prefix(known, session), session.getProperties());
        if (missing.isEmpty()) {
            return mails;
        } else if (known.getClass() == JavaMailSenderImpl.class && madeItsSession(known)) {
            return copy(known, missing);
        }
        LOG.log(
                WARNING,
                "A mail server that hangs will stop all codes, because the JavaMailSender has no time limits: set the"
                        + " properties " + missing.keySet() + " of its mail session, in milliseconds");
        return mails;
    }

    /** A session that somebody else made may have credentials that can not be read out of it, whatever its properties. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean madeItsSession(JavaMailSenderImpl mails) {
        return mails.getSession().getProperties() == mails.getJavaMailProperties();
    }

    private static String prefix(JavaMailSenderImpl mails, Session session) {
        String protocol =
                mails.getProtocol() == null ? session.getProperty("mail.transport.protocol") : mails.getProtocol();
        return "mail." + Objects.requireNonNullElse(protocol, JavaMailSenderImpl.DEFAULT_PROTOCOL) + '.';
    }

    private Map<String, String> missing(String prefix, Properties properties) {
        Map<String, String> limits = new LinkedHashMap<>();
        limits.put(prefix + "connectiontimeout", String.valueOf(connect.toMillis()));
        limits.put(prefix + "timeout", String.valueOf(answer.toMillis()));
        limits.put(prefix + "writetimeout", String.valueOf(answer.toMillis()));
        limits.keySet().removeIf(name -> properties.get(name) != null || properties.getProperty(name) != null);
        return limits;
    }

    private static JavaMailSenderImpl copy(JavaMailSenderImpl mails, Map<String, String> missing) {
        Properties properties = (Properties) mails.getJavaMailProperties().clone();
        properties.putAll(missing);
        JavaMailSenderImpl copy = new JavaMailSenderImpl();
        copy.setJavaMailProperties(properties);
        copy.setProtocol(mails.getProtocol());
        copy.setHost(mails.getHost());
        copy.setPort(mails.getPort());
        copy.setUsername(mails.getUsername());
        copy.setPassword(mails.getPassword());
        copy.setDefaultEncoding(mails.getDefaultEncoding());
        copy.setDefaultFileTypeMap(mails.getDefaultFileTypeMap());
        return copy;
    }
}
