// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.spring.Logins;
import dev.guestpass.spring.Shop;
import dev.guestpass.spring.SpringServer;
import dev.guestpass.spring.test.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom each kind of rule admits. Everybody but the accounts is anonymous, whatever cookies they bring. */
class SecurityMatrixTest {

    @RegisterExtension
    static final SpringServer SERVER = Shop.server();

    private Browser visitor;
    private Browser account;
    private Browser remembered;
    private Browser expired;
    private Browser converted;

    @BeforeEach
    void arrive() {
        account = visitor();
        converted = account.copy();
        Logins.login(account, "alice");
        remembered = remembered();
        expired = visitor().drop("DSR");
        SERVER.bean(MovableClock.class).advance(Duration.ofSeconds(606));
        visitor = visitor();
    }

    /** With claims that look like rights. */
    private static Browser visitor() {
        Browser visitor = SERVER.browser();
        visitor.get("/cart");
        return visitor;
    }

    /** An administrator who signed in once, and has come back since. */
    private static Browser remembered() {
        Browser person = SERVER.browser();
        Logins.login(person, "/login", "root", "&remember-me=on");
        person.drop("JSESSIONID").get("/untouched");
        return person;
    }

    private static boolean admits(Browser browser, String rule) {
        int status = browser.copy().get("/rules/" + rule).status();
        assertThat(status).isIn(200, 302, 403);
        return status == 200;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            rule                 | no token | transient | anonymous | account | expired | converted | remembered
            permit-all           | true     | true      | true      | true    | true    | true      | true
            deny-all             | false    | false     | false     | false   | false   | false     | false
            anonymous            | true     | true      | true      | false   | true    | true      | false
            authenticated        | false    | false     | false     | true    | false   | false     | true
            fully-authenticated  | false    | false     | false     | true    | false   | false     | false
            remember-me          | false    | false     | false     | false   | false   | false     | true
            role-user            | false    | false     | false     | true    | false   | false     | true
            role-admin           | false    | false     | false     | false   | false   | false     | true
            role-anonymous       | true     | true      | true      | false   | true    | true      | false
            method-anonymous     | true     | true      | true      | false   | true    | true      | false
            method-authenticated | false    | false     | false     | true    | false   | false     | true
            method-role-user     | false    | false     | false     | true    | false   | false     | true
            """)
    void getWhenRuleThenOnlyThoseWhomItMeans(
            String rule,
            boolean noToken,
            boolean isTransient,
            boolean anonymous,
            boolean signedIn,
            boolean afterExpiry,
            boolean afterConversion,
            boolean whenRemembered) {
        assertThat(admits(SERVER.browser(), rule)).as("no token").isEqualTo(noToken);
        assertThat(admits(SERVER.browser().always("Sec-Purpose", "prefetch"), rule))
                .as("transient")
                .isEqualTo(isTransient);
        assertThat(admits(visitor, rule)).as("anonymous").isEqualTo(anonymous);
        assertThat(admits(account, rule)).as("account").isEqualTo(signedIn);
        assertThat(admits(expired, rule)).as("expired").isEqualTo(afterExpiry);
        assertThat(admits(converted, rule)).as("converted").isEqualTo(afterConversion);
        assertThat(admits(remembered, rule)).as("remembered").isEqualTo(whenRemembered);
    }
}
