// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.ClaimsChange;
import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.servlet.AnonymousSession;
import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.GuestpassInitializer;
import dev.guestpass.servlet.VisitorData;
import dev.guestpass.token.ClaimsCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jboss.weld.environment.servlet.Listener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application with beans on Weld, with nothing said but that the jar is there. */
class BeansTest {

    private WeldContainer weld;
    private Server server;
    private Browser browser;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        weld = new Weld()
                .disableDiscovery()
                .addExtension(new GuestpassExtension())
                .addBeanClass(Shop.class)
                .initialize();
        ServletContextHandler context = new ServletContextHandler();
        context.setInitParameter(
                "guestpass.keys.location", folder.resolve("keys.json").toString());
        context.addServletContainerInitializer(new GuestpassInitializer());
        context.addEventListener(Listener.using(weld.getBeanManager()));
        context.addServlet(
                new ServletHolder(new ShopPages(weld.select(Shop.class).get())), "/");
        server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
        browser = new Browser(connector.getLocalPort());
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        weld.shutdown();
    }

    private List<SessionEvent> events() {
        return weld.select(Shop.class).get().events();
    }

    private List<SessionEvent.Started> starts() {
        return weld.select(Shop.class).get().starts();
    }

    @Test
    void injectWhenInApplicationScopeThenIsTheVisitorOfEachRequest() {
        String subject = browser.get("/").subject();

        String other = new Browser(server.getURI().getPort()).get("/").subject();

        assertThat(browser.get("/").subject()).isEqualTo(subject).isNotEqualTo(other);
    }

    @Test
    void injectWhenClaimsChangeThenPrincipalHasThem() {
        assertThat(browser.get("/claims").body()).isEqualTo("[colour, from]");
    }

    @Test
    void injectWhenConvertedThenPrincipalIsNoLongerTheVisitor() {
        String subject = browser.get("/").subject();

        String receipt = browser.get("/convert").body();

        assertThat(receipt).isEqualTo(subject + "->ann true");
        assertThat(browser.cookies()).isEmpty();
    }

    @Test
    void observeWhenSessionStartsThenItsKindIsObservedToo() {
        String subject = browser.get("/").subject();

        assertThat(starts())
                .singleElement()
                .extracting(SessionEvent.Started::subject)
                .isEqualTo(subject);
        assertThat(events()).containsAll(starts());
    }

    @Test
    void exportWhenABeanHoldsSomethingThenItIsShownAndErased() {
        String subject = browser.get("/").subject();

        String shown = browser.fetch("GET", "/guestpass/session/export").body();
        browser.fetch("DELETE", "/guestpass/session");

        assertThat(shown).contains("\"application\":{\"cart\":\"of " + subject + "\"}");
        assertThat(weld.select(Shop.class).get().erased()).containsExactly(subject);
    }

    /** An application's beans. */
    @ApplicationScoped
    public static class Shop implements AnonymousUserConverter, VisitorData {

        private final List<SessionEvent> events = new CopyOnWriteArrayList<>();
        private final List<SessionEvent.Started> starts = new CopyOnWriteArrayList<>();
        private final List<String> erased = new CopyOnWriteArrayList<>();

        @Inject
        AnonymousPrincipal visitor;

        @Inject
        AnonymousSession session;

        List<SessionEvent> events() {
            return events;
        }

        List<SessionEvent.Started> starts() {
            return starts;
        }

        List<String> erased() {
            return erased;
        }

        @Override
        public Map<String, ?> export(AnonymousPrincipal asking) {
            return Map.of("cart", "of " + asking.subject());
        }

        @Override
        public void erase(AnonymousPrincipal asking) {
            erased.add(asking.subject());
        }

        void hear(@Observes SessionEvent event) {
            events.add(event);
        }

        void hearOfStart(@Observes SessionEvent.Started event) {
            starts.add(event);
        }

        @Produces
        ClaimsCustomizer claims() {
            return context -> ClaimsChange.set("from", "bean").applyTo(context.claims());
        }

        @Override
        public ConversionDecision convert(Conversion conversion) {
            return new ConversionDecision.Merged(conversion.login().loginId());
        }

        String answer(String path) {
            if (path.equals("/convert")) {
                String subject = visitor.subject();
                session.convert(VerifiedLogin.trustingTheApplicationToHaveVerified(VerifiedLogin.Type.EMAIL, "ann"));
                return subject + "->" + session.receipt().orElseThrow().accountId() + ' ' + visitor.isTransient();
            } else if (path.equals("/claims")) {
                session.updateClaims(ClaimsChange.set("colour", "green"));
                return visitor.claims().names().stream().sorted().toList().toString();
            }
            return visitor.subject() + ' ' + visitor.isTransient() + ' ' + visitor.isLive();
        }
    }

    private static final class ShopPages extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient Shop shop;

        ShopPages(Shop shop) {
            this.shop = shop;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(shop.answer(request.getServletPath()));
        }
    }
}
