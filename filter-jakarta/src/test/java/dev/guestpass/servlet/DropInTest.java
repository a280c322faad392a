// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.servlet.TestServer.Pages;
import dev.guestpass.session.TestLog;
import dev.guestpass.token.ClaimsCustomizer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications that do nothing for the filter but have its jar. */
class DropInTest {

    private static final String CLAIMED = "kind";

    @TempDir
    Path folder;

    private final Map<String, ServletContextHandler> contexts = new LinkedHashMap<>();
    private Server server;

    @BeforeEach
    void addShop() {
        context("/shop");
    }

    @AfterEach
    void stop() {
        LifeCycle.stop(server);
    }

    private ServletContextHandler context(String path) {
        ServletContextHandler context = new ServletContextHandler(path);
        context.setInitParameter("guestpass.keys.location", folder.resolve(path.substring(1)) + ".json");
        context.addServletContainerInitializer(new GuestpassInitializer());
        Page claims = (in, out) -> out.getWriter()
                .print(AnonymousSession.from(in).principal().claims().asMap());
        ServletHolder pages = new ServletHolder(new Pages(Map.of("/", TestServer::who, "/claims", claims)));
        pages.setAsyncSupported(true);
        context.addServlet(pages, "/");
        contexts.put(path, context);
        return context;
    }

    private ServletContextHandler shop() {
        return contexts.get("/shop");
    }

    private Browser start() {
        server = TestServer.listening(
                new ContextHandlerCollection(contexts.values().toArray(ServletContextHandler[]::new)));
        return new Browser(((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    private void registers(Consumer<ServletContext> registration) {
        shop().addEventListener(new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                registration.accept(event.getServletContext());
            }
        });
    }

    private String own(String sessionCookie) {
        FilterHolder own = new FilterHolder(AnonymousSessionFilter.class);
        own.setInitParameter("guestpass.cookies.session-name", sessionCookie);
        own.setAsyncSupported(true);
        shop().addFilter(own, "/*", TestServer.DISPATCHERS);
        return own.getName();
    }

    @Test
    void onStartupWhenNothingIsSaidThenFilterServesEveryDispatchAndAsynchronousWork() {
        Reply reply = start().get("/shop/");

        FilterRegistration registration =
                shop().getServletContext().getFilterRegistration(GuestpassInitializer.FILTER_NAME);
        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(registration.getUrlPatternMappings()).containsExactly("/*");
        assertThat(shop().getServletHandler()
                        .getFilter(GuestpassInitializer.FILTER_NAME)
                        .isAsyncSupported())
                .isTrue();
    }

    @Test
    void onStartupWhenApplicationHasFiltersThenOursIsBeforeThem() {
        shop().addFilter(
                        (request, response, chain) -> {
                            assertThat(AnonymousSession.find(request)).isPresent();
                            chain.doFilter(request, response);
                        },
                        "/*",
                        EnumSet.copyOf(TestServer.DISPATCHERS));

        assertThat(start().get("/shop/").status()).isEqualTo(200);
    }

    @Test
    void onStartupWhenSwitchedOffThenThereIsNoFilter() {
        shop().setInitParameter("guestpass.enabled", "false");

        assertThat(start().get("/shop/favicon.ico").setCookies()).isEmpty();
        assertThat(shop().getServletContext().getFilterRegistrations()).isEmpty();
    }

    @Test
    void initWhenSwitchedOffThenDeclaredFilterDoesNothing() {
        own("OWN");
        shop().setInitParameter("guestpass.enabled", "false");

        assertThat(start().get("/shop/none").setCookies()).isEmpty();
    }

    @Test
    void onStartupWhenApplicationDeclaresTheFilterThenItsOwnAloneWorks() {
        String name = own("OWN");

        assertThat(start().get("/shop/").cookieNames()).containsExactly("DSR", "OWN");
        assertThat(shop().getServletContext().getFilterRegistrations()).containsOnlyKeys(name);
    }

    @Test
    void initWhenListenerRegistersTheFilterThenThatAloneWorks() {
        registers(context -> {
            FilterRegistration.Dynamic added = context.addFilter("own", new AnonymousSessionFilter());
            added.setInitParameter("guestpass.cookies.session-name", "OWN");
            added.addMappingForUrlPatterns(EnumSet.copyOf(TestServer.DISPATCHERS), true, "/*");
        });

        assertThat(start().get("/shop/").cookieNames()).containsExactly("DSR", "OWN");
    }

    @Test
    void onStartupWhenAnotherFilterHasTheNameThenItIsTold() {
        FilterHolder other = new FilterHolder(new ForeignFilter());
        other.setName(GuestpassInitializer.FILTER_NAME);
        shop().addFilter(other, "/*", TestServer.DISPATCHERS);

        try (TestLog log = TestLog.of("dev.guestpass")) {
            assertThat(start().get("/shop/none").setCookies()).isEmpty();
            assertThat(log.text()).contains("another filter has the name");
        }
    }

    @Test
    void requestDestroyedWhenSpringRegisteredNothingThenItIsToldOnce() {
        ServletContextHandler plain = new ServletContextHandler("/plain");
        plain.addEventListener(new MissingFilter());
        contexts.put("/plain", plain);

        try (TestLog log = TestLog.of("dev.guestpass")) {
            Browser browser = start();
            browser.get("/plain/");
            browser.get("/plain/");
            assertThat(log.text()).containsOnlyOnce("No visitor gets an identity");
        }
    }

    @Test
    void requestDestroyedWhenFilterIsThereThenNothingIsTold() {
        shop().addEventListener(new MissingFilter());

        try (TestLog log = TestLog.of(MissingFilter.class.getName())) {
            start().get("/shop/");
            assertThat(log.text()).isEmpty();
        }
    }

    @Test
    void initWhenItFailedBeforeThenItDoesNotTryAgain() {
        shop().setInitParameter("guestpass.keys.location", folder.toString());
        DropInFilter filter = new DropInFilter();
        FilterConfig config = new Config(shop().getServletContext());
        assertThatThrownBy(() -> filter.init(config)).hasMessageContaining(folder.toString());
        shop().setInitParameter("guestpass.keys.location", folder + "/good.json");

        assertThatThrownBy(() -> filter.init(config)).hasMessageContaining("does not try again");
    }

    private void wraps(AnonymousSessionFilter inner, boolean initialises) {
        FilterHolder wrapper = new FilterHolder(new Wrapper(inner, initialises));
        wrapper.setInitParameter("guestpass.cookies.session-name", "OWN");
        shop().addFilter(wrapper, "/*", TestServer.DISPATCHERS);
    }

    @Test
    void initWhenFilterOfTheApplicationWrapsOursThenThatAloneWorks() {
        wraps(new AnonymousSessionFilter(), true);

        assertThat(start().get("/shop/").cookieNames()).containsExactly("DSR", "OWN");
    }

    @Test
    void doFilterWhenWrappedFilterWasNotInitialisedThenItWorksOnceItWasSeen() {
        Map<String, String> settings = Map.of(
                "guestpass.keys.location",
                folder.resolve("own.json").toString(),
                "guestpass.cookies.session-name",
                "OWN");
        AnonymousSessionFilter inner = AnonymousSessionFilter.builder(GuestpassSettings.read(settings::get))
                .build();
        wraps(inner, false);

        try (TestLog log = TestLog.of("dev.guestpass")) {
            Browser browser = start();
            assertThat(browser.copy().get("/shop/").cookieNames()).containsExactly("DS", "DSR");
            assertThat(browser.copy().get("/shop/").cookieNames()).containsExactly("DSR", "OWN");
            assertThat(log.text()).containsOnlyOnce("Another filter of ours came first");
        } finally {
            inner.destroy();
        }
    }

    @Test
    void initWhenSettingIsWrongThenStartFailsAndNamesIt() {
        shop().setInitParameter("guestpass.session.lifetime", "soon");

        assertThatThrownBy(this::start).hasStackTraceContaining("guestpass.session.lifetime is \"soon\"");
    }

    @Test
    void onStartupWhenSeveralContextsThenEachHasItsOwn() {
        context("/blog").setInitParameter("guestpass.cookies.session-name", "BLOG");
        context("/blog2")
                .setInitParameter(
                        "guestpass.keys.location", folder.resolve("shop.json").toString());
        Browser browser = start();

        String inShop = browser.get("/shop/").subject();

        assertThat(browser.copy().get("/blog2/").subject()).isEqualTo(inShop);
        assertThat(browser.drop("DS").drop("DSR").get("/blog/").cookieNames()).containsExactly("BLOG", "DSR");
    }

    @Test
    void initWhenServiceIsNamedThenItIsAPartOfTheFilter() throws IOException {
        services(ClaimsCustomizer.class.getName(), OneClaim.class);

        assertThat(start().get("/shop/claims").body()).contains(CLAIMED, "one");
    }

    @Test
    void initWhenTwoServicesWantOnePlaceThenStartFailsAndNamesBoth() throws IOException {
        services(ClaimsCustomizer.class.getName(), OneClaim.class, OtherClaim.class);

        assertThatThrownBy(this::start)
                .hasStackTraceContaining(OneClaim.class.getName())
                .hasStackTraceContaining(OtherClaim.class.getName());
    }

    @Test
    void initWhenVisitorDataIsNamedThenItIsShownAndErased() throws IOException {
        services(VisitorData.class.getName(), Carts.class);
        Browser visitor = start();
        String subject = visitor.get("/shop/").subject();

        Reply shown = visitor.fetch("GET", "/shop/guestpass/session/export");
        visitor.fetch("DELETE", "/shop/guestpass/session");

        assertThat(shown.body()).contains("\"application\":{\"cart\":\"of " + subject + "\"}");
        assertThat(Carts.ERASED).contains(subject);
    }

    private void services(String type, Class<?>... implementations) throws IOException {
        Path file = folder.resolve("classes/META-INF/services").resolve(type);
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(implementations).stream().map(Class::getName).toList());
        URL[] classes = {folder.resolve("classes/").toUri().toURL()};
        shop().setClassLoader(new URLClassLoader(classes, DropInTest.class.getClassLoader()));
    }

    private record Config(ServletContext context) implements FilterConfig {

        @Override
        public String getFilterName() {
            return GuestpassInitializer.FILTER_NAME;
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public String getInitParameter(String name) {
            return null;
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.emptyEnumeration();
        }
    }

    /** An application's filter that has nothing to do with us. */
    private static final class ForeignFilter implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(request, response);
        }
    }

    /** A filter as Spring's DelegatingFilterProxy and Guice make it. */
    private record Wrapper(AnonymousSessionFilter inner, boolean initialises) implements Filter {

        @Override
        public void init(FilterConfig config) {
            if (initialises) {
                inner.init(config);
            }
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            inner.doFilter(request, response, chain);
        }

        @Override
        public void destroy() {
            if (initialises) {
                inner.destroy();
            }
        }
    }

    /** A service as an application may have it. */
    public static class OneClaim implements ClaimsCustomizer {

        @Override
        public Claims customize(Context context) {
            return ClaimsChange.set(CLAIMED, "one").applyTo(context.claims());
        }
    }

    /** What an application holds of its visitors. */
    public static final class Carts implements VisitorData {

        static final Set<String> ERASED = ConcurrentHashMap.newKeySet();

        @Override
        public Map<String, ?> export(AnonymousPrincipal visitor) {
            return Map.of("cart", "of " + visitor.subject());
        }

        @Override
        public void erase(AnonymousPrincipal visitor) {
            ERASED.add(visitor.subject());
        }
    }

    /** And another one for the same place. */
    public static final class OtherClaim extends OneClaim {}
}
