// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.session.TestLog;
import jakarta.mail.Session;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailLimitsTest {

    private static final Logger LOG = Logger.getLogger(MailLimits.class.getName());

    private final JavaMailSenderImpl mails = new JavaMailSenderImpl();
    private final TestLog log = TestLog.of(LOG.getName());

    /** An application that another test started may have silenced everything. */
    @BeforeEach
    void listen() {
        LOG.setLevel(Level.WARNING);
    }

    @AfterEach
    void stop() {
        LOG.setLevel(null);
        log.close();
    }

    private Properties limited() {
        return ((JavaMailSenderImpl) MailLimits.DEFAULT.on(mails)).getJavaMailProperties();
    }

    @ParameterizedTest
    @CsvSource({",,smtp", "smtps,,smtps", ",smtps,smtps", "smtp,smtps,smtp"})
    void onWhenThereIsNoLimitThenDefaultsOfTheProtocolInUse(String protocol, String usual, String expected) {
        mails.setProtocol(protocol);
        if (usual != null) {
            mails.getJavaMailProperties().setProperty("mail.transport.protocol", usual);
        }

        assertThat(limited())
                .containsEntry("mail." + expected + ".connectiontimeout", "5000")
                .containsEntry("mail." + expected + ".timeout", "10000")
                .containsEntry("mail." + expected + ".writetimeout", "10000");
        assertThat(log.text()).isEmpty();
    }

    @Test
    void onWhenCopiedThenAsItWasAndTheApplicationsOwnIsLeftAlone() {
        Object sockets = new Object();
        mails.setJavaMailProperties(new Properties(mails.getJavaMailProperties()));
        mails.getJavaMailProperties().put("mail.smtp.ssl.socketFactory", sockets);
        mails.getJavaMailProperties().put("mail.smtp.timeout", 700);
        mails.setHost("mail.shop.example");
        mails.setPort(2525);
        mails.setUsername("shop");
        mails.setPassword("secret");
        mails.setDefaultEncoding("UTF-8");

        JavaMailSender copy = MailLimits.DEFAULT.on(mails);

        assertThat(copy)
                .usingRecursiveComparison()
                .ignoringFields("javaMailProperties", "session")
                .isEqualTo(mails);
        assertThat(limited())
                .containsEntry("mail.smtp.ssl.socketFactory", sockets)
                .containsEntry("mail.smtp.timeout", 700);
        assertThat(mails.getJavaMailProperties()).hasSize(2);
    }

    @Test
    void onWhenAllLimitsAreSetThenTheApplicationsOwn() {
        for (String limit : List.of("connectiontimeout", "timeout", "writetimeout")) {
            mails.getJavaMailProperties().setProperty("mail.smtp." + limit, "1");
        }

        assertThat(MailLimits.DEFAULT.on(mails)).isSameAs(mails);
    }

    @Test
    void onWhenTheMailSessionIsTheContainersThenUsedAsItIsAndTheLogAsksForLimits() {
        mails.setSession(Session.getInstance(new Properties()));

        assertThat(MailLimits.DEFAULT.on(mails)).isSameAs(mails);

        assertThat(log.text()).contains("mail.smtp.connectiontimeout", "mail.smtp.writetimeout");
    }

    @Test
    void onWhenItIsASubclassThenUsedAsItIsAndTheLogAsksForLimits() {
        JavaMailSender own = new JavaMailSenderImpl() {};

        assertThat(MailLimits.DEFAULT.on(own)).isSameAs(own);

        assertThat(log.text()).contains("mail.smtp.timeout");
    }
}
