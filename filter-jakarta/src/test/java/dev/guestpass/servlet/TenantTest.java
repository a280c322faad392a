// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantTest {

    @RegisterExtension
    final TestServer server = new TestServer();

    @BeforeEach
    void tenantByHeader() {
        server.filter(builder -> builder.tenantResolver(request -> Optional.ofNullable(request.getHeader("X-Tenant"))));
    }

    private static Reply get(Browser visitor, String tenant) {
        return visitor.to("/").with("X-Tenant", tenant).send();
    }

    @Test
    void getWhenTenantIsKnownThenTokensCarryIt() {
        Browser visitor = server.browser();
        get(visitor, "red");

        Reply session = visitor.to("/guestpass/session").with("X-Tenant", "red").send();

        assertThat(session.body()).contains("\"tenant\":\"red\"");
    }

    @Test
    void getWhenSameTenantThenSameVisitor() {
        Browser visitor = server.browser();
        Reply first = get(visitor, "red");

        assertThat(get(visitor, "red").subject()).isEqualTo(first.subject());
    }

    @Test
    void getWhenOtherTenantThenTransientAndCookiesKept() {
        Browser visitor = server.browser();
        Reply first = get(visitor, "red");

        Reply other = get(visitor, "blue");

        assertThat(other.isTransient()).isTrue();
        assertThat(other.setCookies()).isEmpty();
        assertThat(get(visitor, "red").subject()).isEqualTo(first.subject());
    }

    @Test
    void getWhenOtherTenantAndSessionExpiredThenNothingIsExchanged() {
        Browser visitor = server.browser();
        get(visitor, "red");
        server.clock.advance(Duration.ofSeconds(605));

        Reply other = get(visitor, "blue");

        assertThat(other.isTransient()).isTrue();
        assertThat(other.setCookies()).isEmpty();
        assertThat(server.store.calls()).isZero();
    }

    @Test
    void getWhenRequestHasNoTenantThenTokensOfOneDoNotCount() {
        Browser visitor = server.browser();
        get(visitor, "red");

        assertThat(visitor.get("/").isTransient()).isTrue();
    }

    @Test
    void getWhenBearerIsOfOtherTenantThenTransient() {
        Browser visitor = server.browser();
        get(visitor, "red");

        Reply other = get(server.browser().always("Authorization", "Bearer " + visitor.cookie("DS")), "blue");

        assertThat(other.isTransient()).isTrue();
    }

    @Test
    void refreshWhenOtherTenantThenRefused() {
        Browser visitor = server.browser();
        get(visitor, "red");

        Reply reply = visitor.to("/guestpass/session/refresh")
                .post()
                .with("X-Tenant", "blue")
                .send();

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.setCookies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "throw"})
    void getWhenTenantIsImpossibleThenPageIsServedAndCookiesKept(String tenant) {
        TestServer broken = new TestServer(server)
                .filter(builder -> builder.tenantResolver(request -> Optional.of(
                        tenant.equals("throw") ? Optional.<String>empty().orElseThrow() : tenant)));
        Browser visitor = server.browser();
        get(visitor, "red");

        Reply reply = visitor.at(broken).get("/");

        assertThat(reply.isTransient()).isTrue();
        assertThat(reply.setCookies()).isEmpty();
        broken.stop();
    }
}
