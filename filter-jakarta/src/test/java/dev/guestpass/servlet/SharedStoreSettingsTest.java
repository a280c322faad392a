// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.guestpass.store.redis.RedisExecutable;
import dev.guestpass.store.redis.RedisProcess;
import io.netty.util.internal.InternalThreadLocalMap;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A WAR whose operator says in settings alone where sessions and keys are. */
class SharedStoreSettingsTest {

    private static final String NAME = "java:comp/env/jdbc/shop";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @TempDir
    Path folder;

    private static AnonymousSessionFilter filter(Map<String, String> settings) {
        return AnonymousSessionFilter.builder(GuestpassSettings.read(settings::get))
                .build();
    }

    private static Map<String, String> settings(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put("guestpass." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    private static Server serve(AnonymousSessionFilter filter) {
        ServletContextHandler handler = new ServletContextHandler();
        handler.addFilter(new FilterHolder(filter), "/*", TestServer.DISPATCHERS);
        handler.addServlet(new ServletHolder(new TestServer.Pages(Map.of("/", TestServer::who))), "/");
        return TestServer.listening(handler);
    }

    private static Browser browser(Server server) {
        return new Browser(((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    private static HikariDataSource database() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:shared-settings-" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        return pool;
    }

    private static Map<String, String> inDatabase() {
        return settings(
                "store", "jdbc", "jdbc.data-source", NAME, "keys.location", "jdbc", "keys.secret", "x".repeat(22));
    }

    @Test
    void buildWhenStoreAndKeysAreInADatabaseThenNodesShareVisitors() throws Exception {
        try (HikariDataSource pool = database()) {
            TestNaming.give(NAME, pool);
            assertSharedByTwoNodes(inDatabase());
        }
    }

    @Test
    void buildWhenStoreIsInRedisThenNodesShareVisitors() throws Exception {
        try (RedisProcess redis = RedisProcess.start(RedisExecutable.EMBEDDED.orSkip())) {
            assertSharedByTwoNodes(settings(
                    "store", "redis",
                    "redis.url", "redis://127.0.0.1:" + redis.port(),
                    "keys.location", "file:" + folder.resolve("keys.json")));
        }
    }

    private static void assertSharedByTwoNodes(Map<String, String> settings) throws Exception {
        Server one = serve(filter(settings));
        Server two = serve(filter(settings));
        Browser visitor = browser(one);
        String subject = visitor.get("/").subject();
        Browser elsewhere = browser(two).put("DS", visitor.cookie("DS")).put("DSR", visitor.cookie("DSR"));

        assertThat(elsewhere.get("/").subject()).isEqualTo(subject);
        assertThat(elsewhere.fetch("DELETE", "/guestpass/session").status()).isEqualTo(200);
        assertThat(visitor.drop("DS").get("/").subject()).isNotEqualTo(subject);

        one.stop();
        two.stop();
        assertThat(ourThreads()).isEmpty();
    }

    private static String ourThreads() {
        return String.join(
                ",",
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("guestpass-maintenance"))
                        .map(Thread::getName)
                        .toList());
    }

    @Test
    void buildWhenRedisIsDownThenPagesAreServedAndKnownVisitorsKept() throws Exception {
        Server server = serve(filter(settings(
                "store", "redis",
                "redis.url", "redis://127.0.0.1:1",
                "redis.time-budget", "100ms",
                "keys.location", "file:" + folder.resolve("keys.json"))));
        Browser visitor = browser(server);
        String subject = visitor.get("/").subject();

        Reply later = visitor.drop("DS").get("/");

        assertThat(later.subject()).isEqualTo(subject);
        assertThat(later.isLive()).isFalse();
        server.stop();
    }

    /** What Netty leaves on a thread of the server's would keep the application in memory after it was taken away. */
    @Test
    void destroyWhenStoreIsInRedisThenNothingIsLeftOnThreadOfServer() throws Exception {
        Map<String, String> settings = settings(
                "store", "redis",
                "redis.url", "redis://127.0.0.1:1",
                "redis.time-budget", "100ms",
                "keys.location", "file:" + folder.resolve("keys.json"));
        FutureTask<Object> deployment = new FutureTask<>(() -> {
            filter(settings).destroy();
            return InternalThreadLocalMap.getIfSet();
        });

        new Thread(deployment).start();

        assertThat(deployment.get()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc.data-source,,guestpass.jdbc.data-source is not set",
        "jdbc.data-source,java:comp/env/jdbc/none,there is no DataSource of that name",
        "jdbc.data-source,ldap://127.0.0.1/x,must begin with java:",
        "keys.secret,,guestpass.keys.secret",
        "keys.secret,short,22 or more",
        "jdbc.table-prefix,drop table,guestpass.jdbc.table-prefix"
    })
    void buildWhenSettingIsMissingOrWrongThenSaysWhich(String name, String value, String expected) {
        TestNaming.give(NAME, database());
        Map<String, String> settings = inDatabase();
        settings.put("guestpass." + name, value);

        assertThatThrownBy(() -> filter(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void buildWhenRedisHasNoUrlThenSaysWhatToSet() {
        assertThatThrownBy(() ->
                        filter(settings("store", "redis", "keys.location", "file:" + folder.resolve("keys.json"))))
                .hasMessageContaining("guestpass.redis.url");
    }

    @Test
    void buildWhenUrlOfRedisIsNoneThenSaysSoWithoutItsPassword() {
        assertThatThrownBy(() -> filter(settings(
                        "store", "redis",
                        "redis.url", "http://me:secret@127.0.0.1",
                        "keys.location", "file:" + folder.resolve("keys.json"))))
                .hasMessageContaining("guestpass.redis.url")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }
}
