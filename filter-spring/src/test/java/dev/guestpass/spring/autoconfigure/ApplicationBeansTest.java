// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.event.SessionEventListener;
import dev.guestpass.servlet.AccountResolver;
import dev.guestpass.servlet.AnonymousSession;
import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.servlet.ConsentResolver;
import dev.guestpass.servlet.CrawlerDetector;
import dev.guestpass.servlet.IssuanceBudget;
import dev.guestpass.servlet.IssuancePolicy;
import dev.guestpass.servlet.TenantResolver;
import dev.guestpass.servlet.VisitorClaims;
import dev.guestpass.servlet.VisitorData;
import dev.guestpass.servlet.transport.PresentedTokens;
import dev.guestpass.servlet.transport.TokenTransport;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.TokenPair;
import dev.guestpass.token.ClaimsCustomizer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Beans that the library has a place for are found and asked. */
class ApplicationBeansTest {

    private final Set<String> asked = new ConcurrentSkipListSet<>();

    private <T> T asked(String name, T answer) {
        asked.add(name);
        return answer;
    }

    private WebApplicationContextRunner withAllBeans() {
        return Contexts.web()
                .withBean(VisitorClaims.class, () -> it -> asked("claims", Claims.of(Map.of("lang", "rm"))))
                .withBean(ClaimsCustomizer.class, () -> it -> asked("customizer", it.claims()))
                .withBean(TenantResolver.class, () -> it -> asked("tenant", Optional.of("t1")))
                .withBean(ConsentResolver.class, () -> it -> asked("consent", ConsentResolver.Consent.FULL))
                .withBean(CrawlerDetector.class, () -> it -> asked("crawler", false))
                .withBean(AccountResolver.class, () -> it -> asked("account", Optional.empty()))
                .withBean(IssuanceBudget.class, () -> it -> asked("budget", true))
                .withBean("one", IssuancePolicy.class, () -> it -> asked("policy one", Optional.empty()))
                .withBean("two", IssuancePolicy.class, () -> it -> asked("policy two", Optional.empty()))
                .withBean(SessionEventListener.class, () -> it -> asked("listener", null))
                .withBean(TokenTransport.class, Header::new);
    }

    /** Sets one header where cookies were. */
    private final class Header implements TokenTransport {

        @Override
        public PresentedTokens read(HttpServletRequest request) {
            return asked("transport", new PresentedTokens(null, List.of(), List.of()));
        }

        @Override
        public List<String> write(HttpServletRequest request, TokenPair tokens, Instant now, boolean persistent) {
            return List.of("own=cookie");
        }

        @Override
        public List<String> clear(HttpServletRequest request) {
            return List.of();
        }
    }

    @Test
    void doFilterWhenApplicationHasABeanForEverythingThenEachIsAsked() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        MockHttpServletResponse response = new MockHttpServletResponse();

        withAllBeans()
                .run(context -> context.getBean(AnonymousSessionFilter.class)
                        .doFilter(request, response, new MockFilterChain()));

        assertThat(asked)
                .containsExactly(
                        "account",
                        "budget",
                        "claims",
                        "consent",
                        "crawler",
                        "customizer",
                        "listener",
                        "policy one",
                        "policy two",
                        "tenant",
                        "transport");
        assertThat(AnonymousSession.from(request).principal().tenant()).contains("t1");
        assertThat(AnonymousSession.from(request).principal().claims().names()).containsExactly("lang");
        assertThat(response.getHeader("Set-Cookie")).isEqualTo("own=cookie");
    }

    @Test
    void exportWhenABeanHoldsVisitorDataThenItIsShown() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/guestpass/session/export");
        request.setServletPath("/guestpass/session/export");
        MockHttpServletResponse response = new MockHttpServletResponse();

        Contexts.web()
                .withBean(VisitorData.class, Carts::new)
                .run(context -> context.getBean(AnonymousSessionFilter.class)
                        .doFilter(request, response, new MockFilterChain()));

        assertThat(response.getContentAsString()).contains("\"application\":{\"cart\":\"full\"}");
    }

    /** What an application holds of its visitors. */
    private static final class Carts implements VisitorData {

        @Override
        public Map<String, ?> export(AnonymousPrincipal visitor) {
            return Map.of("cart", "full");
        }

        @Override
        public void erase(AnonymousPrincipal visitor) {}
    }

    @Test
    void canConvertWhenThereIsAConverterThenItIsTheConverter() {
        Contexts.web()
                .withBean(AnonymousUserConverter.class, () -> it -> new ConversionDecision.Promoted("account"))
                .run(context -> assertThat(
                                context.getBean(AnonymousSessions.class).canConvert())
                        .isTrue());
    }

    @Test
    void canConvertWhenThereIsNoneThenItIsFalse() {
        Contexts.web()
                .run(context -> assertThat(
                                context.getBean(AnonymousSessions.class).canConvert())
                        .isFalse());
    }
}
