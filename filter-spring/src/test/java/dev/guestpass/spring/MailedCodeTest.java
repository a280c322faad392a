// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.NewSession;
import dev.guestpass.verification.CodeCheck;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.VerificationRequest;
import dev.guestpass.verification.VerificationStart.Started;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application with nothing but Boot's mail settings sends codes. */
class MailedCodeTest {

    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @Test
    void checkCodeWhenBootSentItThenProven(@TempDir Path folder) {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--logging.level.root=OFF",
                        "--spring.main.banner-mode=off",
                        "--guestpass.keys.location=file:" + folder.resolve("keys.json"),
                        "--guestpass.mail.from=shop@shop.example",
                        "--guestpass.verification.link-base=https://shop.example",
                        "--spring.mail.host=127.0.0.1",
                        "--spring.mail.port=" + server.getSmtp().getPort())) {
            LoginVerification verification = application.getBean(LoginVerification.class);
            SessionSnapshot session = application
                    .getBean(AnonymousSessions.class)
                    .start(NewSession.plain())
                    .session();
            Started started = (Started) verification.start(
                    new VerificationRequest(session, "ann@example.com", null, "192.0.2.1", Locale.ENGLISH));

            assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
            String body = GreenMailUtil.getBody(server.getReceivedMessages()[0]);
            Matcher code = CODE.matcher(body);

            assertThat(code.find()).isTrue();
            assertThat(body).contains("https://shop.example/guestpass/verifications/link?t=");
            assertThat(verification.checkCode(session, started.id(), code.group(), "192.0.2.1"))
                    .isInstanceOf(CodeCheck.Proven.class);
        } finally {
            server.stop();
        }
    }
}
