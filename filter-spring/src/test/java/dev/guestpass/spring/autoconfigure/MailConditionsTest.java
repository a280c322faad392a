// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.mail.SmtpVerificationSender;
import dev.guestpass.spring.mail.JavaMailVerificationSender;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.VerificationMessage;
import dev.guestpass.verification.VerificationSender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Who sends codes, if anybody. */
class MailConditionsTest {

    private static final String FROM = "guestpass.mail.from=shop@shop.example";

    private static WebApplicationContextRunner withMails() {
        return Contexts.web().withBean(JavaMailSender.class, JavaMailSenderImpl::new);
    }

    @Test
    void startWhenApplicationSendsMailsAndSenderIsKnownThenByIt() {
        withMails().withPropertyValues(FROM).run(context -> {
            assertThat(context).hasSingleBean(JavaMailVerificationSender.class);
            assertThat(context.getBean(LoginVerification.class).sendsOver("email"))
                    .isTrue();
        });
    }

    @Test
    void startWhenUserOfTheServerIsAnAddressThenThatIsTheSender() {
        withMails()
                .withPropertyValues("spring.mail.username=shop@shop.example")
                .run(context -> assertThat(context).hasSingleBean(JavaMailVerificationSender.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.mail.username=shop", "guestpass.mail.from=", "guestpass.verification.tries=4"})
    void startWhenSenderIsUnknownThenNobodySends(String setting) {
        withMails().withPropertyValues(setting).run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(VerificationSender.class);
            assertThat(context.getBean(LoginVerification.class).sendsOver("email"))
                    .isFalse();
        });
    }

    @Test
    void startWhenSenderIsNoAddressThenErrorNamesTheSetting() {
        withMails()
                .withPropertyValues("guestpass.mail.from=nobody")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("guestpass.mail.from"));
    }

    @Test
    void startWhenThereIsNoJavaMailSenderThenNobodySends() {
        Contexts.web()
                .withPropertyValues(FROM)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(VerificationSender.class));
    }

    @Test
    void startWhenAServerIsNamedThenByItWhateverTheApplicationHas() {
        withMails()
                .withPropertyValues(FROM, "guestpass.mail.host=127.0.0.1")
                .run(context -> assertThat(context)
                        .hasSingleBean(VerificationSender.class)
                        .hasSingleBean(SmtpVerificationSender.class));
    }

    @Test
    void startWhenApplicationHasASenderThenThatOneAlone() {
        VerificationSender own = new VerificationSender() {
            @Override
            public boolean supports(String channel) {
                return channel.equals("sms");
            }

            @Override
            public void send(VerificationMessage message) {}
        };

        withMails()
                .withPropertyValues(FROM)
                .withBean("own", VerificationSender.class, () -> own)
                .run(context -> {
                    assertThat(context.getBeansOfType(VerificationSender.class)).containsOnlyKeys("own");
                    assertThat(context.getBean(LoginVerification.class).sendsOver("email"))
                            .isFalse();
                    assertThat(context.getBean(LoginVerification.class).sendsOver("sms"))
                            .isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"jakarta.mail", "org.springframework.mail"})
    void startWhenALibraryIsMissingThenTheRest(String library) {
        Contexts.web()
                .withClassLoader(new FilteredClassLoader(library))
                .withPropertyValues(FROM)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(VerificationSender.class)
                        .hasSingleBean(LoginVerification.class));
    }
}
