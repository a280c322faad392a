// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.servlet.mail.MailSettings.Tls;
import dev.guestpass.session.TestNode;
import dev.guestpass.store.InMemoryVerificationStore;
import dev.guestpass.verification.CodeCheck;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.VerificationRequest;
import dev.guestpass.verification.VerificationStart.Started;
import dev.guestpass.verification.VerificationTemplate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** From the request to the proof, with a mail in between. */
class MailedCodeTest {

    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

    @Test
    void checkCodeWhenItCameByMailThenProven() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        TestNode node = TestNode.promoting();
        MailSettings settings =
                new MailSettings("127.0.0.1", server.getSmtp().getPort(), null, null, "shop@shop.example", Tls.NONE);
        VerificationTemplate template = VerificationTemplate.bundled(getClass().getClassLoader());
        try (LoginVerification verification = LoginVerification.builder(
                        node.sessions, new InMemoryVerificationStore(node.clock))
                .sender(new SmtpVerificationSender(settings, template))
                .clock(node.clock)
                .build()) {
            SessionSnapshot session = node.start().session();
            Started started = (Started) verification.start(
                    new VerificationRequest(session, "Ann@Example.com", null, "192.0.2.1", Locale.ENGLISH));

            assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
            Matcher code = CODE.matcher(GreenMailUtil.getBody(server.getReceivedMessages()[0]));

            assertThat(code.find()).isTrue();
            assertThat(verification.checkCode(session, started.id(), code.group(), "192.0.2.1"))
                    .isInstanceOf(CodeCheck.Proven.class);
        } finally {
            server.stop();
        }
    }
}
