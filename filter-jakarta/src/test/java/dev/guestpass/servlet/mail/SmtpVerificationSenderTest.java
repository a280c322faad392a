// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.guestpass.servlet.mail.MailSettings.Tls;
import dev.guestpass.verification.VerificationMessage;
import dev.guestpass.verification.VerificationSender.UndeliverableException;
import dev.guestpass.verification.VerificationTemplate;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails over real SMTP. */
class SmtpVerificationSenderTest {

    private static final String FROM = "Lädchen <orders@shop.example>";
    private static final VerificationTemplate TEMPLATE =
            VerificationTemplate.bundled(SmtpVerificationSenderTest.class.getClassLoader());

    private GreenMail server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    private SmtpServer start(String protocol) {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.start();
        return protocol.equals(ServerSetup.PROTOCOL_SMTP) ? server.getSmtp() : server.getSmtps();
    }

    private MailSettings settings() {
        int port = start(ServerSetup.PROTOCOL_SMTP).getPort();
        return new MailSettings("127.0.0.1", port, null, null, FROM, Tls.NONE);
    }

    private static VerificationMessage message(String to, Locale locale) {
        return new VerificationMessage(
                "email",
                to,
                "123456",
                "https://shop.example/link?t=abc",
                locale,
                Instant.parse("2026-01-02T03:14:05Z"),
                Duration.ofMinutes(10));
    }

    private MimeMessage sent() {
        return server.getReceivedMessages()[0];
    }

    private static String part(MimeMessage mail, int number) throws MessagingException, IOException {
        return (String) ((Multipart) mail.getContent()).getBodyPart(number).getContent();
    }

    @Test
    void sendWhenServerTakesItThenTextAndHtmlToThatRecipient() throws MessagingException, IOException {
        SmtpVerificationSender sender = new SmtpVerificationSender(settings(), TEMPLATE);

        sender.send(message("ann@example.com", Locale.GERMAN));

        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = sent();
        assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("ann@example.com"));
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Lädchen");
        assertThat(mail.getSubject()).isEqualTo("Ihr Bestätigungscode");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(part(mail, 0)).contains("123456", "https://shop.example/link?t=abc", "möchte");
        assertThat(part(mail, 1)).contains("123456", "href=\"https://shop.example/link?t=abc\"", "möchte");
    }

    @Test
    void sendWhenSentThenMarkedAsSentByAProgramAndNoHostIsNamed() throws MessagingException {
        SmtpVerificationSender sender = new SmtpVerificationSender(settings(), TEMPLATE);

        sender.send(message("ann@example.com", Locale.ENGLISH));

        assertThat(sent().getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(sent().getMessageID()).endsWith("@shop.example>");
        assertThat(sent().getSentDate()).isEqualTo("2026-01-02T03:04:05Z");
    }

    @Test
    void sendWhenServerWantsALoginThenLogsIn() {
        MailSettings open = settings();
        server.setUser("orders@shop.example", "shop", "hunter2");
        server.getUserManager().setAuthRequired(true);

        new SmtpVerificationSender(
                        new MailSettings(open.host(), open.port(), "shop", "hunter2", FROM, Tls.NONE), TEMPLATE)
                .send(message("ann@example.com", Locale.ENGLISH));

        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void sendWhenLoginIsRefusedThenFailsWithoutThePassword() {
        MailSettings open = settings();
        server.setUser("orders@shop.example", "shop", "hunter2");
        server.getUserManager().setAuthRequired(true);
        SmtpVerificationSender sender = new SmtpVerificationSender(
                new MailSettings(open.host(), open.port(), "shop", "wrong-one", FROM, Tls.NONE), TEMPLATE);

        assertThatThrownBy(() -> sender.send(message("ann@example.com", Locale.ENGLISH)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("wrong-one")
                .hasMessageNotContaining("ann@");
    }

    @Test
    void sendWhenServerIsDownThenMayBeTriedAgain() {
        SmtpVerificationSender sender = new SmtpVerificationSender(settings(), TEMPLATE);
        server.stop();

        assertThatThrownBy(() -> sender.send(message("ann@example.com", Locale.ENGLISH)))
                .isInstanceOf(IllegalStateException.class)
                .isNotInstanceOf(UndeliverableException.class);
    }

    @Test
    void sendWhenServerOffersNoEncryptionThenNothingIsSent() {
        MailSettings open = settings();
        SmtpVerificationSender sender = new SmtpVerificationSender(
                new MailSettings(open.host(), open.port(), null, null, FROM, Tls.STARTTLS), TEMPLATE);

        assertThatThrownBy(() -> sender.send(message("ann@example.com", Locale.ENGLISH)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void sendWhenCertificateIsNotTrustedThenNothingIsSent() {
        int port = start(ServerSetup.PROTOCOL_SMTPS).getPort();
        SmtpVerificationSender sender = new SmtpVerificationSender(
                new MailSettings("127.0.0.1", port, null, null, FROM, Tls.IMPLICIT), TEMPLATE);

        assertThatThrownBy(() -> sender.send(message("ann@example.com", Locale.ENGLISH)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    /** The address is checked long before; here it can do no harm either. */
    @ParameterizedTest
    @ValueSource(strings = {"ann@example.com\r\nBcc: bob@example.com", "ann@example.com, bob@example.com", "ann"})
    void sendWhenRecipientIsNoSingleAddressThenUndeliverable(String recipient) {
        SmtpVerificationSender sender = new SmtpVerificationSender(settings(), TEMPLATE);

        assertThatThrownBy(() -> sender.send(message(recipient, Locale.ENGLISH)))
                .isInstanceOf(UndeliverableException.class)
                .hasMessageNotContaining("ann");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void sendWhenSubjectHasLineBreaksThenOneLine() throws MessagingException {
        VerificationTemplate odd =
                message -> new VerificationTemplate.Mail("Code\r\nBcc: bob@example.com\u2028X", "text", "<p>html</p>");
        SmtpVerificationSender sender = new SmtpVerificationSender(settings(), odd);

        sender.send(message("ann@example.com", Locale.ENGLISH));

        assertThat(sent().getSubject()).isEqualTo("Code Bcc: bob@example.com X");
        assertThat(sent().getHeader("Bcc")).isNull();
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "a@shop.example, b@shop.example", "a@shop.example\nBcc: b@shop.example"})
    void createWhenSenderIsNoAddressThenRefused(String from) {
        MailSettings settings = new MailSettings("127.0.0.1", 25, null, null, from, Tls.NONE);

        assertThatThrownBy(() -> new SmtpVerificationSender(settings, TEMPLATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guestpass.mail.from");
    }
}
