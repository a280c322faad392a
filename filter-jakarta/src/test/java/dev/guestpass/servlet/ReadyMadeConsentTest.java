// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guestpass.servlet.ConsentResolver.Consent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadyMadeConsentTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private Reply getWith(ConsentResolver resolver, String header, String value) {
        server.filter(builder -> builder.consentResolver(resolver));
        return server.browser().to("/").with(header, value).send();
    }

    private static void assertLifetime(Reply reply, Consent consent) {
        assertThat(reply.setCookies()).hasSize(consent == Consent.NONE ? 0 : 2);
        assertThat(reply.setCookies()).allMatch(cookie -> cookie.contains("Max-Age") == (consent == Consent.FULL));
    }

    @ParameterizedTest
    @CsvSource({"1,SESSION_ONLY", "0,FULL", "true,FULL"})
    void byGlobalPrivacyControlWhenSignalledThenCookiesWithoutAge(String signal, Consent expected) {
        assertLifetime(getWith(ConsentResolver.byGlobalPrivacyControl(), "Sec-GPC", signal), expected);
    }

    @ParameterizedTest
    @CsvSource({
        "choice=none,NONE",
        "choice=Session,SESSION_ONLY",
        "choice=full,FULL",
        "choice=other,SESSION_ONLY",
        "other=full,SESSION_ONLY",
        "choice=full; choice=none,NONE"
    })
    void byCookieWhenBannerWroteItThenThat(String cookies, Consent expected) {
        assertLifetime(getWith(ConsentResolver.byCookie("choice", Consent.SESSION_ONLY), "Cookie", cookies), expected);
    }

    @Test
    void byCookieWhenThereIsNoCookieThenOtherwise() {
        server.filter(builder -> builder.consentResolver(ConsentResolver.byCookie("choice", Consent.NONE)));

        assertLifetime(server.browser().get("/"), Consent.NONE);
    }

    @Test
    void byCookieWhenNameIsBlankThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ConsentResolver.byCookie(" ", Consent.FULL));
    }

    @ParameterizedTest
    @CsvSource({"choice=full,SESSION_ONLY", "choice=none,NONE"})
    void andWhenTheyDifferThenTheStricterCounts(String cookie, Consent expected) {
        ConsentResolver both =
                ConsentResolver.byGlobalPrivacyControl().and(ConsentResolver.byCookie("choice", Consent.FULL));
        server.filter(builder -> builder.consentResolver(both));

        assertLifetime(
                server.browser()
                        .to("/")
                        .with("Sec-GPC", "1")
                        .with("Cookie", cookie)
                        .send(),
                expected);
    }
}
