// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.mail;

import dev.guestpass.verification.LoginIdFormat;
import dev.guestpass.verification.VerificationMessage;
import dev.guestpass.verification.VerificationSender;
import dev.guestpass.verification.VerificationTemplate;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Objects;
import java.util.Properties;

/**
 * Sends codes and links by SMTP. Needs {@code org.eclipse.angus:angus-mail} on the class path. A server that does not answer
 * is given up after 15 seconds; a certificate that is not the server's own is refused. Safe for use by several threads.
 */
public final class SmtpVerificationSender implements VerificationSender {

    private static final String CONNECT_MILLIS = "5000";
    private static final String ANSWER_MILLIS = "10000";

    private final MailSettings settings;
    private final String host;
    private final VerificationMime mime;
    private final Session session;

    /**
     * Makes a sender. It connects when there is something to send.
     *
     * @param settings the server
     * @param template makes the texts
     * @throws IllegalArgumentException if there is no server, or no address to send from
     */
    public SmtpVerificationSender(MailSettings settings, VerificationTemplate template) {
        this.settings = settings;
        if (settings.host() == null || settings.from() == null) {
            throw new IllegalArgumentException(
                    "A mail needs a server and a sender: set guestpass.mail.host and guestpass.mail.from");
        }
        this.host = settings.host();
        this.mime = new VerificationMime(settings.from(), Objects.requireNonNull(template, "template"));
        this.session = Session.getInstance(properties(settings, mime.sender()));
    }

    private static Properties properties(MailSettings settings, String sender) {
        String prefix = "mail." + protocol(settings) + ".";
        boolean startsTls = settings.tls() == MailSettings.Tls.STARTTLS;
        Properties properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
        properties.setProperty(prefix + "timeout", ANSWER_MILLIS);
        properties.setProperty(prefix + "writetimeout", ANSWER_MILLIS);
        properties.setProperty(prefix + "starttls.enable", String.valueOf(startsTls));
        properties.setProperty(prefix + "starttls.required", String.valueOf(startsTls));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "auth", String.valueOf(settings.username() != null));
        properties.setProperty("mail.from", sender);
        return properties;
    }

    private static String protocol(MailSettings settings) {
        return settings.tls() == MailSettings.Tls.IMPLICIT ? "smtps" : "smtp";
    }

    @Override
    public boolean supports(String channel) {
        return channel.equals(LoginIdFormat.EMAIL);
    }

    @Override
    public void send(VerificationMessage message) {
        MimeMessage mail = new MimeMessage(session);
        try (Transport transport = session.getTransport(protocol(settings))) {
            mime.fill(mail, message);
            mail.saveChanges();
            transport.connect(host, settings.port(), settings.username(), settings.password());
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException e) {
            throw VerificationMime.failure(e);
        }
    }
}
