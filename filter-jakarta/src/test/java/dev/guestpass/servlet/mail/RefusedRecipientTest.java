// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.servlet.mail.MailSettings.Tls;
import dev.guestpass.verification.VerificationMessage;
import dev.guestpass.verification.VerificationSender.UndeliverableException;
import dev.guestpass.verification.VerificationTemplate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that takes no mail for this recipient: for good, or for now. */
class RefusedRecipientTest {

    @ParameterizedTest
    @CsvSource({"550 5.1.1 no such user, true", "450 4.2.1 mailbox busy, false", "451 4.3.0 greylisted, false"})
    void sendWhenRecipientIsRefusedThenTriedAgainOnlyIfThatMayHelp(String answer, boolean isForGood)
            throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread refusing = new Thread(() -> refuse(server, answer));
            refusing.start();
            SmtpVerificationSender sender = new SmtpVerificationSender(
                    new MailSettings("127.0.0.1", server.getLocalPort(), null, null, "shop@shop.example", Tls.NONE),
                    VerificationTemplate.bundled(getClass().getClassLoader()));

            assertThatThrownBy(() -> sender.send(message()))
                    .isExactlyInstanceOf(isForGood ? UndeliverableException.class : IllegalStateException.class);
        }
    }

    private static VerificationMessage message() {
        return new VerificationMessage(
                "email", "ann@example.com", "123456", null, Locale.ENGLISH, Instant.EPOCH, Duration.ofMinutes(10));
    }

    private static void refuse(ServerSocket server, String answer) {
        try (Socket client = server.accept();
                BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
                OutputStream out = client.getOutputStream()) {
            say(out, "220 ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(out, line.startsWith("RCPT") ? answer : line.startsWith("QUIT") ? "221 bye" : "250 ok");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(US_ASCII));
        out.flush();
    }
}
