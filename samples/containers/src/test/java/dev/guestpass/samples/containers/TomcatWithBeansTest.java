// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Reply;
import org.junit.jupiter.api.Test;

/** Beans are the application's parts, and Jakarta Security signs people in: the suite's log-in by form is its own here. */
class TomcatWithBeansTest extends ServerWithBeansSuite {

    TomcatWithBeansTest() {
        super(new TomcatWithBeans(new Tomcat(System.getProperty("version.tomcat10"))));
    }

    @Test
    void visitWhenCustomizerIsABeanThenVisitorHasItsClaim() {
        browser().get("/shop/page/who");

        assertThat(browser().get("/shop/guestpass/session").body()).contains("\"kind\":\"of a bean\"");
    }

    @Test
    void logInWhenByJakartaSecurityThenBeanConvertsWithClaims() {
        String subject = subject(browser().get("/shop/page/claims?colour=green"));
        browser().get("/shop/page/account");

        postForm("bob");
        Reply account = browser().get("/shop/page/account");

        assertThat(account.body()).as(running().log()).endsWith(" true bob");
        assertThat(accountOf(subject)).isEqualTo("bob");
        assertThat(colourOf(subject)).isEqualTo("green");
    }
}
