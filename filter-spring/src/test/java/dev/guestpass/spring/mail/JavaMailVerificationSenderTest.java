// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.guestpass.servlet.mail.VerificationMime;
import dev.guestpass.verification.VerificationMessage;
import dev.guestpass.verification.VerificationSender.UndeliverableException;
import dev.guestpass.verification.VerificationTemplate;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mails by the application's own mail sender, over real SMTP. */
class JavaMailVerificationSenderTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final VerificationMime mime = new VerificationMime(
            "Shop <orders@shop.example>",
            VerificationTemplate.bundled(getClass().getClassLoader()));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private JavaMailVerificationSender sender() {
        JavaMailSenderImpl mails = new JavaMailSenderImpl();
        mails.setHost("127.0.0.1");
        mails.setPort(server.getSmtp().getPort());
        return new JavaMailVerificationSender(mails, mime);
    }

    private static VerificationMessage message(String to) {
        return new VerificationMessage(
                "email", to, "123456", null, Locale.ENGLISH, Instant.EPOCH, Duration.ofMinutes(10));
    }

    @Test
    void sendWhenServerTakesItThenSent() throws MessagingException {
        sender().send(message("ann@example.com"));

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(server.getReceivedMessages()[0].getAllRecipients())
                .containsExactly(new InternetAddress("ann@example.com"));
        assertThat(server.getReceivedMessages()[0].getSubject()).isEqualTo("Your confirmation code");
    }

    @Test
    void sendWhenServerIsDownThenMayBeTriedAgain() {
        JavaMailVerificationSender sender = sender();
        server.stop();

        assertThatThrownBy(() -> sender.send(message("ann@example.com")))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("ann@");
    }

    /** The system takes the connection, and nobody ever says a word on it. */
    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void sendWhenServerNeverAnswersThenGivenUp() throws IOException {
        MailLimits limits = new MailLimits(Duration.ofMillis(100), Duration.ofMillis(100));
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            JavaMailSenderImpl mails = new JavaMailSenderImpl();
            mails.setHost("127.0.0.1");
            mails.setPort(silent.getLocalPort());
            JavaMailVerificationSender sender = new JavaMailVerificationSender(mails, mime, limits);

            assertThatThrownBy(() -> sender.send(message("ann@example.com")))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void sendWhenRecipientIsNoSingleAddressThenUndeliverable() {
        assertThatThrownBy(() -> sender().send(message("ann@example.com\r\nBcc: bob@example.com")))
                .isInstanceOf(UndeliverableException.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    /** Spring hides what the server said one level deeper than usual. */
    @Test
    void sendWhenRecipientIsRefusedForGoodThenUndeliverable() throws MessagingException {
        InternetAddress[] refused = {new InternetAddress("ann@example.com")};
        SendFailedException answer = new SendFailedException("550", null, null, null, refused);
        JavaMailSenderImpl mails = new JavaMailSenderImpl() {
            @Override
            protected void doSend(MimeMessage[] messages, Object[] originals) {
                throw new MailSendException(Map.of(messages[0], answer));
            }
        };

        assertThatThrownBy(() -> new JavaMailVerificationSender(mails, mime).send(message("ann@example.com")))
                .isInstanceOf(UndeliverableException.class);
    }

    @Test
    void supportsWhenAskedThenMailAlone() {
        assertThat(sender().supports("email")).isTrue();
        assertThat(sender().supports("sms")).isFalse();
    }
}
