// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filter as a container makes it: by its class name and init-parameters. */
class ContainerFilterTest {

    @TempDir
    Path folder;

    private final Map<String, String> parameters = new ConcurrentHashMap<>();
    private final Map<String, String> contextParameters = new ConcurrentHashMap<>();
    private Server server;

    @BeforeEach
    void keepKeysInFolder() {
        parameters.put("guestpass.keys.location", "file:" + folder.resolve("keys.json"));
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    private Browser start() {
        ServletContextHandler handler = new ServletContextHandler();
        contextParameters.forEach(handler::setInitParameter);
        FilterHolder filter = new FilterHolder(AnonymousSessionFilter.class);
        parameters.forEach(filter::setInitParameter);
        filter.setAsyncSupported(true);
        handler.addFilter(filter, "/*", TestServer.DISPATCHERS);
        Page end = (request, response) -> AnonymousSession.from(request).end();
        handler.addServlet(new ServletHolder(new TestServer.Pages(Map.of("/", TestServer::who, "/end", end))), "/");
        server = TestServer.listening(handler);
        return new Browser(((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    private Browser restart(Browser before) throws Exception {
        server.stop();
        Browser after = start();
        before.cookies().forEach(after::put);
        return after;
    }

    @Test
    void initWhenFirstStartThenKeysAreMadeAndVisitorsServed() {
        Reply reply = start().get("/");

        assertThat(reply.cookieNames()).containsExactly("DS", "DSR");
        assertThat(folder.resolve("keys.json")).isNotEmptyFile();
    }

    @Test
    void destroyWhenServerStopsThenItsMaintenanceEnds() throws Exception {
        start();
        List<Thread> running = maintenance();

        server.stop();
        for (Thread thread : running) {
            thread.join(20_000);
        }

        assertThat(running).isNotEmpty().noneMatch(Thread::isAlive);
    }

    private static List<Thread> maintenance() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("guestpass-maintenance"))
                .toList();
    }

    @Test
    void initWhenRestartedThenVisitorsAreKept() throws Exception {
        Browser visitor = start();
        Reply first = visitor.get("/");

        Browser later = restart(visitor);

        assertThat(later.get("/").subject()).isEqualTo(first.subject());
        assertThat(later.drop("DS").get("/").subject()).isEqualTo(first.subject());
    }

    @Test
    void initWhenRestartedThenEndedSessionsStayEnded() throws Exception {
        Browser visitor = start();
        Reply first = visitor.get("/");
        Browser thief = visitor.copy();
        visitor.get("/end");

        Browser later = restart(thief);

        assertThat(later.get("/").subject()).isNotEqualTo(first.subject());
    }

    @Test
    void initWhenRestartedAfterRotationThenReplacedTokensLeadNowhereElse() throws Exception {
        Browser visitor = start();
        Reply first = visitor.get("/");
        visitor.fetch("POST", "/guestpass/session/refresh");
        visitor.fetch("POST", "/guestpass/session/refresh");

        Browser later = restart(visitor).drop("DS");

        assertThat(later.get("/").subject()).isEqualTo(first.subject());
    }

    @Test
    void initWhenParametersAreGivenThenTheyCount() {
        parameters.put("guestpass.cookies.session-name", "sess");
        contextParameters.put("guestpass.cookies.refresh-name", "ref");

        assertThat(start().get("/").cookieNames()).containsExactly("ref", "sess");
    }

    @Test
    void initWhenFilterAndContextDisagreeThenTheFilterWins() {
        parameters.put("guestpass.cookies.session-name", "own");
        contextParameters.put("guestpass.cookies.session-name", "shared");

        assertThat(start().get("/").cookieNames()).containsExactly("DSR", "own");
    }

    @Test
    void initWhenParameterIsMisspeltThenStartFailsAndNamesIt() {
        parameters.put("guestpass.cookie.domain", "shop.example");

        assertThatThrownBy(this::start).hasStackTraceContaining("guestpass.cookie.domain");
    }

    @Test
    void initWhenContextParameterIsMisspeltThenStartFailsAndNamesIt() {
        contextParameters.put("guestpass.sesion.lifetime", "1m");

        assertThatThrownBy(this::start).hasStackTraceContaining("guestpass.sesion.lifetime");
    }

    @Test
    void initWhenValueIsWrongThenStartFailsAndNamesIt() {
        parameters.put("guestpass.session.lifetime", "soon");

        assertThatThrownBy(this::start).hasStackTraceContaining("guestpass.session.lifetime");
    }

    @Test
    void initWhenKeyFileIsBrokenThenStartFailsAndFileIsKept() throws Exception {
        Path keys = folder.resolve("keys.json");
        Files.writeString(keys, "{broken");

        assertThatThrownBy(this::start).hasStackTraceContaining(keys.toString());
        assertThat(keys).hasContent("{broken");
    }

    @Test
    void initWhenEnvironmentHasNoKeysThenStartFailsAndSaysSo() {
        parameters.put("guestpass.keys.location", "env:NO_SUCH_VARIABLE");

        assertThatThrownBy(this::start).hasStackTraceContaining("NO_SUCH_VARIABLE");
    }

    @Test
    void doFilterWhenNotInitialisedThenErrorSaysWhatToDo() {
        assertThatThrownBy(() -> new AnonymousSessionFilter()
                        .doFilter(
                                org.mockito.Mockito.mock(jakarta.servlet.http.HttpServletRequest.class),
                                org.mockito.Mockito.mock(jakarta.servlet.http.HttpServletResponse.class),
                                (request, response) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("builder");
    }
}
