// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.store.redis.RedisExecutable;
import dev.guestpass.store.redis.RedisProcess;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts that come to nothing: a server may try again for days. */
class FailedStartTest {

    @TempDir
    Path folder;

    private Set<Thread> before;

    @BeforeEach
    void look() {
        before = threads();
    }

    /** But for the one that asks Redis about its eviction, and ends by itself. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(guestpass|lettuce).*"))
                .filter(thread -> !thread.getName().equals("guestpass-redis-check"))
                .collect(Collectors.toSet());
    }

    private GuestpassSettings settings(String... more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("guestpass.keys.location", "file:" + folder.resolve("keys.json"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return GuestpassSettings.read(settings::get);
    }

    @Test
    void buildWhenLibraryIsMissingThenWhatWasOpenedIsClosed() throws InterruptedException {
        AnonymousSessionFilterBuilder builder = AnonymousSessionFilter.builder(settings());
        AnonymousSessionFilterBuilder broken = builder.customizeVerification(verification -> {
            throw new NoClassDefFoundError("shop/Mails");
        });

        assertThatThrownBy(broken::build).isInstanceOf(NoClassDefFoundError.class);

        assertThatCode(() -> builder.build().destroy()).doesNotThrowAnyException();
        assertEnded();
    }

    @Test
    void buildWhenFilterCanNotBePutTogetherThenNoThreadIsLeft() throws InterruptedException {
        GuestpassSettings broken = settings().withFilter(null);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> AnonymousSessionFilter.builder(broken).build())
                    .isInstanceOf(NullPointerException.class);
        }

        assertEnded();
    }

    /** One that lets the tables of sessions be made, and none after these. */
    private static DataSource refusingAfterFirst(HikariDataSource pool) {
        AtomicInteger asked = new AtomicInteger();
        return (DataSource) Proxy.newProxyInstance(
                FailedStartTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && asked.incrementAndGet() > 1) {
                        throw new SQLException("permission denied", "42501");
                    }
                    return method.invoke(pool, arguments);
                });
    }

    @Test
    void buildWhenDatabaseRefusesTablesThenConnectionsAreGivenBack() throws InterruptedException {
        String name = "java:comp/env/jdbc/refusing";
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:failed-start");
            TestNaming.give(name, refusingAfterFirst(pool));
            AnonymousSessionFilterBuilder builder = AnonymousSessionFilter.builder(
                    settings("guestpass.store", "jdbc", "guestpass.jdbc.data-source", name));

            assertThatThrownBy(builder::build).isInstanceOf(SessionStoreException.class);

            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            assertEnded();
        }
    }

    /** Lettuce has some once a thread of ours has connected it. */
    private void awaitThreads() {
        while (before.containsAll(threads())) {
            Thread.onSpinWait();
        }
    }

    /** A pool of threads says that it has ended a moment before it has. */
    private void assertEnded() throws InterruptedException {
        Set<Thread> left = threads();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(5_000);
        }
        assertThat(left).noneMatch(Thread::isAlive);
    }

    @Test
    @Timeout(30)
    void buildWhenStartFailsAfterRedisWasOpenedThenItsClientIsClosed() throws Exception {
        try (RedisProcess redis = RedisProcess.start(RedisExecutable.EMBEDDED.orSkip())) {
            AnonymousSessionFilterBuilder builder = AnonymousSessionFilter.builder(settings(
                            "guestpass.store", "redis", "guestpass.redis.url", "redis://127.0.0.1:" + redis.port()))
                    .customizeSessions(sessions -> {
                        awaitThreads();
                        throw new IllegalStateException("on purpose");
                    });

            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("on purpose");

            assertEnded();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"guestpass.issuance.budget.burst", "guestpass.issuance.budget.per-hour"})
    void readWhenBudgetIsNoneThenErrorNamesIt(String setting) {
        assertThatThrownBy(() -> GuestpassSettings.read(name -> name.equals(setting) ? "0" : null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting.substring("guestpass.".length()));
    }
}
