// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.verification.VerificationMessage;
import dev.guestpass.verification.VerificationSender.UndeliverableException;
import dev.guestpass.verification.VerificationTemplate;
import dev.guestpass.verification.VerificationTemplate.Mail;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;

/**
 * Writes a verification into a mail: as text and as HTML, to one recipient, marked as sent by a program so that nobody's
 * holiday reply answers it. Immutable, and safe for use by several threads.
 */
public final class VerificationMime {

    private final InternetAddress from;
    private final VerificationTemplate template;

    /**
     * Writes mails of one sender.
     *
     * @param from the sender's address, as in {@code Shop <orders@shop.example>}
     * @param template makes the texts
     * @throws IllegalArgumentException if that is no address
     */
    public VerificationMime(String from, VerificationTemplate template) {
        this.from = address(from);
        this.template = template;
    }

    private static InternetAddress address(String from) {
        try {
            InternetAddress[] addresses = InternetAddress.parse(from, true);
            if (addresses.length != 1 || from.chars().anyMatch(Character::isISOControl)) {
                throw new AddressException("One address is needed");
            }
            addresses[0].validate();
            return addresses[0];
        } catch (AddressException e) {
            throw new IllegalArgumentException("The sender's address of mails is \"" + from
                    + "\"; set guestpass.mail.from to one such as Shop <orders@shop.example>");
        }
    }

    /**
     * Returns the sender's address without a name.
     *
     * @return the address
     */
    public String sender() {
        return from.getAddress();
    }

    /**
     * Writes a mail.
     *
     * @param mail the empty mail
     * @param message what is to be said to whom
     * @throws MessagingException if the mail can not be written
     */
    public void fill(MimeMessage mail, VerificationMessage message) throws MessagingException {
        Mail texts = template.render(message);
        mail.setFrom(from);
        mail.setRecipient(RecipientType.TO, new InternetAddress(message.loginId(), true));
        mail.setSubject(oneLine(texts.subject()), UTF_8.name());
        mail.setSentDate(Date.from(message.expiresAt().minus(message.validFor())));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Auto-Response-Suppress", "All");
        MimeMultipart forms = new MimeMultipart("alternative");
        forms.addBodyPart(part(texts.text(), "plain"));
        forms.addBodyPart(part(texts.html(), "html"));
        mail.setContent(forms);
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8.name(), subtype);
        return part;
    }

    /** A subject with a line break in it would go on as another header. */
    private static String oneLine(String subject) {
        return subject.replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ");
    }

    /**
     * Tells a failure that passes from one that does not. Its text says nothing of the recipient.
     *
     * @param failure what was thrown when the mail was to be sent
     * @return what a sender of verifications throws
     */
    public static RuntimeException failure(Exception failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 5; depth++) {
            if (cause instanceof AddressException || isRefused(cause)) {
                return new UndeliverableException("The mail server does not take mail for this recipient", failure);
            }
            cause = cause.getCause();
        }
        return new IllegalStateException(
                "The mail could not be sent now: check the mail server and its settings", failure);
    }

    /** Addresses that a server refused for good are in one list, those that it may take later in another. */
    private static boolean isRefused(Throwable failure) {
        return failure instanceof SendFailedException refused
                && refused.getInvalidAddresses() != null
                && refused.getInvalidAddresses().length > 0;
    }
}
