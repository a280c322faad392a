// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.ConsentResolver.Consent;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cookie of who waits for a confirmation asks for consent as all others do. */
class VerificationConsentTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    private final AtomicReference<Consent> consent = new AtomicReference<>(Consent.FULL);

    @BeforeEach
    void verify() {
        server.filter(builder -> builder.consentResolver(request -> consent.get()))
                .verifying();
    }

    @ParameterizedTest
    @CsvSource({"FULL,true,true", "SESSION_ONLY,true,false", "NONE,false,false"})
    void startWhenConsentIsGivenThenCookieOfThatKind(Consent given, boolean isSet, boolean hasAge) {
        Browser visitor = server.browser();
        visitor.get("/");
        consent.set(given);

        Reply reply = visitor.to("/guestpass/verifications")
                .as(Browser.Fetch.SCRIPT)
                .post()
                .json("{\"loginId\":\"ann@example.com\"}")
                .send();

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.setCookies().stream().anyMatch(cookie -> cookie.startsWith("DS-verification=")))
                .isEqualTo(isSet);
        assertThat(reply.setCookies().stream().anyMatch(cookie -> cookie.contains("Max-Age")))
                .isEqualTo(hasAge);
    }
}
