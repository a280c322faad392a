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
 * Sends codes and links by the application's {@link JavaMailSender}. Its timeouts are the application's to set, such as
 * {@code spring.mail.properties.mail.smtp.timeout}: without any, a server that hangs keeps one of the few threads that send.
 * Safe for use by several threads.
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
        this.mails = Objects.requireNonNull(mails, "mails");
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
