// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.mail;

import dev.guestpass.servlet.mail.VerificationMime;
import dev.guestpass.verification.LoginIdFormat;
import dev.guestpass.verification.VerificationMessage;
import dev.guestpass.verification.VerificationSender;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Objects;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * Sends codes and links by the application's {@link JavaMailSender}. Without time limits a server that hangs would keep one of
 * the few threads that send for ever: where a {@link org.springframework.mail.javamail.JavaMailSenderImpl} has none, such as
 * {@code spring.mail.properties.mail.smtp.timeout}, codes are sent by a copy that gives up after 5 seconds without a
 * connection, or 10 without an answer. The copy is made once, by the constructor; no subclass is copied, nor what has a mail
 * session of its own: there the log asks for limits. Safe for use by several threads.
 */
public final class JavaMailVerificationSender implements VerificationSender {

    private final JavaMailSender mails;
    private final VerificationMime mime;

    /**
     * Makes a sender.
     *
     * @param mails sends
     * @param mime writes the mails
     */
    public JavaMailVerificationSender(JavaMailSender mails, VerificationMime mime) {
        this(mails, mime, MailLimits.DEFAULT);
    }

    JavaMailVerificationSender(JavaMailSender mails, VerificationMime mime, MailLimits limits) {
        this.mails = limits.on(Objects.requireNonNull(mails, "mails"));
        this.mime = Objects.requireNonNull(mime, "mime");
    }

    @Override
    public boolean supports(String channel) {
        return channel.equals(LoginIdFormat.EMAIL);
    }

    @Override
    public void send(VerificationMessage message) {
        try {
            MimeMessage mail = mails.createMimeMessage();
            mime.fill(mail, message);
            mails.send(mail);
        } catch (MailSendException e) {
            throw VerificationMime.failure(e.getMessageExceptions().length > 0 ? e.getMessageExceptions()[0] : e);
        } catch (MailException | MessagingException e) {
            throw VerificationMime.failure(e);
        }
    }
}
