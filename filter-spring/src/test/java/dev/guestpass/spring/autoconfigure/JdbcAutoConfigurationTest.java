// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.key.KeySource;
import dev.guestpass.key.jdbc.JdbcKeySource;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.NewSession;
import dev.guestpass.spring.GuestpassDataSource;
import dev.guestpass.store.GuardedSessionStore;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.SessionStore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcAutoConfigurationTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String SESSIONS = "select count(*) from guestpass_session";

    private final DataSource database = database();
    private final WebApplicationContextRunner runner =
            Contexts.web().withPropertyValues("guestpass.store=jdbc").withBean(DataSource.class, () -> database);

    static DataSource database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:auto-" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    private static int rows(DataSource source, String query) {
        return new JdbcTemplate(source).queryForObject(query, Integer.class);
    }

    private static void end(AnonymousSessions sessions) {
        sessions.end(sessions.start(NewSession.plain()).session());
    }

    @Test
    void startWhenStoreIsJdbcThenGuardedAndInTheDatabase() {
        runner.run(context -> {
            end(context.getBean(AnonymousSessions.class));

            assertThat(context.getBean(SessionStore.class)).isInstanceOf(GuardedSessionStore.class);
            assertThat(rows(database, SESSIONS)).isOne();
        });
    }

    @Test
    void startWhenTablePrefixIsSetThenTableOfThatName() {
        runner.withPropertyValues("guestpass.jdbc.table-prefix=shop_").run(context -> {
            end(context.getBean(AnonymousSessions.class));

            assertThat(rows(database, "select count(*) from shop_session")).isOne();
        });
    }

    @Test
    void startWhenKeysAreInTheDatabaseThenMadeThereAndEncrypted() {
        String secret = "twenty-two-characters-";
        new WebApplicationContextRunner()
                .withConfiguration(Contexts.OURS)
                .withBean(DataSource.class, () -> database)
                .withPropertyValues("guestpass.keys.location=jdbc", "guestpass.keys.secret=" + secret)
                .run(context -> {
                    assertThat(context.getBean(KeySource.class)).isInstanceOf(JdbcKeySource.class);
                    assertThat(rows(database, "select count(*) from guestpass_signing_key"))
                            .isEqualTo(2);
                });
    }

    @Test
    void startWhenKeysInTheDatabaseHaveNoSecretThenSaysWhatToSet() {
        new WebApplicationContextRunner()
                .withConfiguration(Contexts.OURS)
                .withBean(DataSource.class, () -> database)
                .withPropertyValues("guestpass.keys.location=jdbc")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("guestpass.keys.secret"));
    }

    @Test
    void startWhenStoreIsJdbcAndThereIsNoDataSourceThenSaysWhatToAdd() {
        Contexts.web()
                .withPropertyValues("guestpass.store=jdbc")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("no DataSource bean: add spring-boot-starter-jdbc"));
    }

    @Test
    void startWhenThereIsNoSpringJdbcThenTheRest() {
        Contexts.web()
                .withClassLoader(new FilteredClassLoader("org.springframework.jdbc"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(InMemorySessionStore.class));
    }

    @Test
    void startWhenApplicationHasAStoreThenOursBacksOff() {
        SessionStore own = InMemorySessionStore.builder().build();
        runner.withBean("own", SessionStore.class, () -> own)
                .run(context -> assertThat(context.getBean(SessionStore.class)).isSameAs(own));
    }

    @Test
    void startWhenTwoDataSourcesAndNoneIsPrimaryThenSaysSo() {
        runner.withBean("other", DataSource.class, JdbcAutoConfigurationTest::database)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(NoUniqueBeanDefinitionException.class));
    }

    @Test
    void startWhenOneOfTwoDataSourcesIsMarkedThenThatOne() {
        runner.withUserConfiguration(Marked.class).run(context -> {
            end(context.getBean(AnonymousSessions.class));

            assertThat(rows(context.getBean("marked", DataSource.class), SESSIONS))
                    .isOne();
        });
    }

    @Test
    void endWhenTransactionRollsBackThenEndedAllTheSame() {
        DataSource aware = new TransactionAwareDataSourceProxy(database);
        Contexts.web()
                .withPropertyValues("guestpass.store=jdbc")
                .withBean(DataSource.class, () -> aware)
                .run(context -> {
                    new TransactionTemplate(new DataSourceTransactionManager(database)).executeWithoutResult(status -> {
                        end(context.getBean(AnonymousSessions.class));
                        status.setRollbackOnly();
                    });

                    assertThat(rows(database, SESSIONS)).isOne();
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Marked {

        @Bean
        @GuestpassDataSource
        DataSource marked() {
            return database();
        }
    }
}
