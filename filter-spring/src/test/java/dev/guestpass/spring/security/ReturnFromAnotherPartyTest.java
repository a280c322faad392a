// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import dev.guestpass.spring.RecordedConversions;
import dev.guestpass.spring.Shop;
import dev.guestpass.spring.SpringServer;
import java.net.URI;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way back from a log-in elsewhere, on which a browser may keep the visitor's cookies to itself. */
class ReturnFromAnotherPartyTest {

    @RegisterExtension
    static final SpringServer LAX = Shop.server();

    @RegisterExtension
    static final SpringServer STRICT = Shop.server().with("guestpass.cookies.same-site", "Strict");

    /** Goes to the other party, logs in there, and is about to come back. */
    private static URI back(SpringServer server, SameSiteBrowser visitor) {
        String there = visitor.get("/oauth2/authorization/idp").header("Location");
        return URI.create(server.bean(IdentityProvider.class).logIn(there));
    }

    private static Reply comeBack(SameSiteBrowser visitor, String mode, URI back, String more) {
        return mode.equals("form_post")
                ? visitor.arriveByForm(back.getPath(), back.getQuery() + more)
                : visitor.arrive(back + more);
    }

    private static int conversions(SpringServer server) {
        return server.bean(RecordedConversions.class).calls().size();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            same-site | response mode | at the return | at the redirect | at the next page
            Lax       | query         | 1             | 1               | 1
            Lax       | form_post     | 0             | 1               | 1
            Strict    | query         | 0             | 0               | 1
            Strict    | form_post     | 0             | 0               | 1
            """)
    void returnWhenCookiesComeLaterThenConvertedAsSoonAsTheyDo(
            String sameSite, String mode, int atReturn, int atRedirect, int atNextPage) {
        SpringServer server = sameSite.equals("Lax") ? LAX : STRICT;
        SameSiteBrowser visitor = new SameSiteBrowser(server);
        String subject = visitor.get("/").subject();
        visitor.get("/cart");

        Reply reply = comeBack(visitor, mode, back(server, visitor), "");
        assertThat(conversions(server)).isEqualTo(atReturn);
        visitor.follow(reply);
        assertThat(conversions(server)).isEqualTo(atRedirect);
        assertThat(visitor.get("/name").body()).isEqualTo("alice");
        assertThat(conversions(server)).isEqualTo(atNextPage);

        assertThat(visitor.names()).containsExactly("JSESSIONID");
        assertThat(server.bean(RecordedConversions.class).calls()).allSatisfy(conversion -> {
            assertThat(conversion.login().loginId()).isEqualTo("alice");
            assertThat(conversion.session().subject()).isEqualTo(subject);
            assertThat(conversion.session().claims().string("cart")).contains("a");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sid", "sub", "DS", "DSR", "session", "anonymous_id"})
    void returnWhenFormNamesAnotherVisitorThenTheOneOfTheCookiesIsConverted(String parameter) {
        Browser other = LAX.browser();
        String name = other.get("/").subject();
        String value = parameter.startsWith("DS") ? other.cookie(parameter) : name;
        SameSiteBrowser visitor = new SameSiteBrowser(LAX);
        String subject = visitor.get("/").subject();

        visitor.follow(comeBack(visitor, "form_post", back(LAX, visitor), '&' + parameter + '=' + value));

        assertThat(LAX.bean(RecordedConversions.class).calls())
                .extracting(conversion -> conversion.session().subject())
                .containsExactly(subject);
        assertThat(other.get("/").subject()).isEqualTo(name);
    }

    /** The one who began the log-in and the one who comes back are told apart by Spring Security's own state. */
    @ParameterizedTest
    @ValueSource(strings = {"query", "form_post"})
    void returnWhenLoginBeganInAnotherBrowserThenRefusedAndVisitorStays(String mode) {
        URI ofAnAttacker = back(LAX, new SameSiteBrowser(LAX));
        SameSiteBrowser visitor = new SameSiteBrowser(LAX);
        String subject = visitor.get("/").subject();

        assertThat(comeBack(visitor, mode, ofAnAttacker, "").header("Location")).contains("error");
        assertThat(visitor.get("/").subject()).isEqualTo(subject);
        assertThat(conversions(LAX)).isZero();
    }
}
