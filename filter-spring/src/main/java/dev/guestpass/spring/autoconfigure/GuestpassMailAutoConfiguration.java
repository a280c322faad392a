// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.servlet.GuestpassSettings;
import dev.guestpass.servlet.mail.SmtpVerificationSender;
import dev.guestpass.servlet.mail.VerificationMime;
import dev.guestpass.spring.mail.JavaMailVerificationSender;
import dev.guestpass.verification.VerificationSender;
import dev.guestpass.verification.VerificationTemplate;
import jakarta.mail.internet.MimeMessage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * Sends codes by mail: by the application's {@link JavaMailSender} if it is known who the mails are from, or by a server of
 * its own if {@code guestpass.mail.host} names one. An application that has a {@link VerificationSender} sends by that.
 */
@AutoConfiguration(
        before = GuestpassAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration",
            "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(prefix = "guestpass", name = "enabled", matchIfMissing = true)
@ConditionalOnClass(MimeMessage.class)
@ConditionalOnMissingBean(VerificationSender.class)
public final class GuestpassMailAutoConfiguration {

    /** For Spring. */
    GuestpassMailAutoConfiguration() {}

    /** By a server of its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(prefix = "guestpass.mail", name = "host")
    static class OwnServer {

        @Bean
        SmtpVerificationSender guestpassVerificationSender(
                GuestpassSettings settings,
                ObjectProvider<VerificationTemplate> template,
                ApplicationContext application) {
            return new SmtpVerificationSender(settings.mail(), templateOf(template, application));
        }
    }

    /** By what the application sends its own mails with. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JavaMailSender.class)
    @ConditionalOnBean(JavaMailSender.class)
    @Conditional(SenderAddressCondition.class)
    static class ApplicationsServer {

        @Bean
        JavaMailVerificationSender guestpassVerificationSender(
                JavaMailSender mails,
                Environment environment,
                ObjectProvider<VerificationTemplate> template,
                ApplicationContext application) {
            String from = SenderAddressCondition.from(environment).orElseThrow();
            return new JavaMailVerificationSender(mails, new VerificationMime(from, templateOf(template, application)));
        }
    }

    private static VerificationTemplate templateOf(
            ObjectProvider<VerificationTemplate> template, ApplicationContext application) {
        ClassLoader loader = application.getClassLoader();
        return template.getIfAvailable(() -> VerificationTemplate.bundled(
                loader == null ? GuestpassMailAutoConfiguration.class.getClassLoader() : loader));
    }
}
