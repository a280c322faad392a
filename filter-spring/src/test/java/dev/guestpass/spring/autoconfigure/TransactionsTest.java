// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.ConversionFailedException;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionTransaction;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.NewSession;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.jdbc.JdbcSessionStore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The converter's writes and the conversion are one transaction of the application's manager. */
class TransactionsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final VerifiedLogin ALICE = VerifiedLogin.byCompletedLogin("alice");

    private final JdbcDataSource database = new JdbcDataSource();
    private final JdbcTemplate sql = new JdbcTemplate(database);
    private final AtomicBoolean isBroken = new AtomicBoolean();

    @BeforeEach
    void makeTable() {
        database.setUrl("jdbc:h2:mem:transactions" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        sql.execute("create table orders (conversion_id varchar primary key)");
    }

    private WebApplicationContextRunner joined() {
        SessionStore store = JdbcSessionStore.builder(database)
                .createTables()
                .joinTransactionsOf(new TransactionAwareDataSourceProxy(database))
                .build();
        return Contexts.web()
                .withBean("store", SessionStore.class, () -> store)
                .withBean(AnonymousUserConverter.class, () -> conversion -> {
                    sql.update("insert into orders values (?)", conversion.conversionId());
                    if (isBroken.get()) {
                        throw new IllegalStateException("after the write");
                    }
                    return new ConversionDecision.Promoted("account-1");
                });
    }

    private WebApplicationContextRunner managed() {
        return joined().withBean("one", PlatformTransactionManager.class, () -> manager(database));
    }

    private static DataSourceTransactionManager manager(DataSource database) {
        return new DataSourceTransactionManager(database);
    }

    private int orders() {
        Integer count = sql.queryForObject("select count(*) from orders", Integer.class);
        return count == null ? -1 : count;
    }

    @Test
    void convertWhenConverterThrowsAfterItsWritesThenNeitherIsThereAndRetryWorks() {
        managed().run(context -> {
            AnonymousSessions sessions = context.getBean(AnonymousSessions.class);
            SessionSnapshot visitor = sessions.start(NewSession.plain()).session();
            isBroken.set(true);
            assertThatThrownBy(() -> sessions.convert(visitor, ALICE, null))
                    .isInstanceOf(ConversionFailedException.class);
            assertThat(orders()).isZero();
            assertThat(sessions.lineage().accountOf(visitor.subject())).isEmpty();
            isBroken.set(false);

            assertThat(sessions.convert(visitor, ALICE, null)).isInstanceOf(ConversionOutcome.Converted.class);

            assertThat(orders()).isOne();
            assertThat(sessions.lineage().accountOf(visitor.subject())).contains("account-1");
        });
    }

    @Test
    void convertWhenCallerHasATransactionOpenThenRefusedBecauseARollbackCouldUndoIt() {
        managed().run(context -> {
            AnonymousSessions sessions = context.getBean(AnonymousSessions.class);
            SessionSnapshot visitor = sessions.start(NewSession.plain()).session();

            new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                    .executeWithoutResult(status -> assertThatThrownBy(() -> sessions.convert(visitor, ALICE, null))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("outside of a transaction"));

            assertThat(orders()).isZero();
            assertThat(sessions.convert(visitor, ALICE, null)).isInstanceOf(ConversionOutcome.Converted.class);
        });
    }

    @Test
    void convertWhenThereAreTwoManagersThenEachCommitsByItself() {
        managed()
                .withBean("two", PlatformTransactionManager.class, () -> manager(database))
                .run(context -> {
                    AnonymousSessions sessions = context.getBean(AnonymousSessions.class);
                    isBroken.set(true);

                    assertThatThrownBy(() -> sessions.convert(
                                    sessions.start(NewSession.plain()).session(), ALICE, null))
                            .isInstanceOf(ConversionFailedException.class);

                    assertThat(orders()).isOne();
                });
    }

    @Test
    void convertWhenApplicationHasATransactionOfItsOwnThenThatOne() {
        AtomicInteger runs = new AtomicInteger();
        managed()
                .withBean(ConversionTransaction.class, () -> new ConversionTransaction() {
                    @Override
                    public <T> T run(Supplier<T> work) {
                        runs.incrementAndGet();
                        return work.get();
                    }
                })
                .run(context -> {
                    AnonymousSessions sessions = context.getBean(AnonymousSessions.class);

                    sessions.convert(sessions.start(NewSession.plain()).session(), ALICE, null);

                    assertThat(runs).hasValue(1);
                });
    }

    @Test
    void contextWhenStoreJoinsNothingThenManagersAreLeftAlone() {
        Contexts.web()
                .withBean("one", PlatformTransactionManager.class, () -> manager(database))
                .run(context -> assertThat(context).hasNotFailed());
    }
}
