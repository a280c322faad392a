// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.servlet.Reply;
import dev.guestpass.spring.Logins;
import dev.guestpass.spring.RecordedConversions;
import dev.guestpass.spring.Shop;
import dev.guestpass.spring.SpringServer;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log-ins by OpenID Connect, by a one-time token and by a passkey, each with Spring Security's own filters. */
class PasswordlessLoginTest {

    @RegisterExtension
    static final SpringServer SERVER = Shop.server();

    private Browser visitor;
    private String subject;

    @BeforeEach
    void visit() {
        visitor = SERVER.browser();
        subject = visitor.get("/").subject();
        visitor.get("/cart");
    }

    /** Goes to the other party, logs in there, and is about to come back. */
    private String back() {
        return SERVER.bean(IdentityProvider.class)
                .logIn(visitor.get("/oauth2/authorization/idp").header("Location"));
    }

    private Reply comeBack(String path) {
        return visitor.to(path).as(Fetch.CROSS_SITE_NAVIGATION).send();
    }

    private void assertConvertedBy(Reply reply) {
        assertThat(reply.setCookie("DS")).startsWith("DS=; Max-Age=0;");
        assertThat(reply.setCookie("DSR")).startsWith("DSR=; Max-Age=0;");
        assertThat(visitor.get("/name").body()).isEqualTo("alice");
        assertOneConversion();
    }

    private void assertOneConversion() {
        assertThat(SERVER.bean(RecordedConversions.class).calls())
                .singleElement()
                .satisfies(conversion -> {
                    assertThat(conversion.login().loginId()).isEqualTo("alice");
                    assertThat(conversion.session().subject()).isEqualTo(subject);
                    assertThat(conversion.session().claims().string("cart")).contains("a");
                });
    }

    @Test
    void loginWhenAtAnotherPartyThenConvertedByItsOwnAnswer() {
        assertConvertedBy(comeBack(back()));
    }

    @Test
    void loginWhenByOneTimeTokenThenConvertedByItsOwnAnswer() {
        String token = Logins.post(visitor, "/ott/generate", "username=alice").body();

        assertConvertedBy(Logins.post(visitor, "/login/ott", "token=" + token));
    }

    /** Spring Security keeps it in a repository of its own, and the page's script goes on to the next page. */
    @Test
    void loginWhenByPasskeyThenConvertedByTheNextPage() throws GeneralSecurityException {
        String options = visitor.fetch("POST", "/webauthn/authenticate/options").body();
        String challenge = options.replaceFirst("(?s).*\"challenge\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        String assertion = SERVER.bean(Passkey.class).logIn(challenge);

        Reply reply = visitor.to("/login/webauthn")
                .as(Fetch.SCRIPT)
                .post()
                .json(assertion)
                .send();

        assertThat(reply.body()).contains("\"authenticated\":true");
        assertConvertedBy(visitor.get("/untouched"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sid", "sub", "DS", "DSR", "session", "anonymous_id"})
    void loginWhenParameterNamesAnotherVisitorThenTheOneOfTheCookiesIsConverted(String parameter) {
        Browser other = SERVER.browser();
        String name = other.get("/").subject();
        String value = parameter.startsWith("DS") ? other.cookie(parameter) : name;

        comeBack(back() + '&' + parameter + '=' + value);

        assertOneConversion();
        assertThat(other.get("/").subject()).isEqualTo(name);
    }
}
