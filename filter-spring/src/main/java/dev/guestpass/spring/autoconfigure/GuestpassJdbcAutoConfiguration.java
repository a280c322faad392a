// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.conversion.ConversionTransaction;
import dev.guestpass.key.KeySource;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.servlet.GuestpassSettings;
import dev.guestpass.servlet.StoreSettings;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.spring.GuestpassDataSource;
import dev.guestpass.store.GuardedSessionStore;
import dev.guestpass.store.GuardedVerificationStore;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.store.jdbc.JdbcSessionStoreBuilder;
import java.lang.System.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps sessions, with {@code guestpass.store=jdbc}, and keys, with {@code guestpass.keys.location=jdbc}, in the
 * application's {@code DataSource}: the one marked by {@link GuestpassDataSource}, else the only or primary one. The steps
 * of a conversion are part of the transaction that is open when it is made.
 */
@AutoConfiguration(
        before = GuestpassAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(prefix = "guestpass", name = "enabled", matchIfMissing = true)
@ConditionalOnClass(TransactionAwareDataSourceProxy.class)
@ConditionalOnBean(DataSource.class)
public final class GuestpassJdbcAutoConfiguration {

    private static final Logger LOG = SafeLogger.of(GuestpassJdbcAutoConfiguration.class);

    /** For Spring. */
    GuestpassJdbcAutoConfiguration() {}

    @Bean
    @ConditionalOnProperty(prefix = "guestpass", name = "store", havingValue = "jdbc")
    @ConditionalOnMissingBean({SessionStore.class, AnonymousSessions.class})
    GuardedSessionStore guestpassJdbcSessionStore(
            GuestpassSettings settings,
            ObjectProvider<DataSource> sources,
            @GuestpassDataSource ObjectProvider<DataSource> marked,
            ObjectProvider<PlatformTransactionManager> managers,
            ObjectProvider<ConversionTransaction> transactions) {
        DataSource pool = pool(sources, marked);
        StoreSettings.Jdbc jdbc = settings.store().jdbc();
        JdbcSessionStoreBuilder builder =
                jdbc.storeOn(pool, settings.sessions().conversion().keepLineage());
        // Without one that conversions are made in, somebody else's could take them back when their tokens are dead
        // already.
        boolean joins = transactions.getIfAvailable() != null || manages(managers.getIfUnique(), pool);
        return jdbc.guard((joins ? joining(builder, pool) : builder).build());
    }

    /** One for something else would commit what the converter did apart from what we did. */
    private static boolean manages(@Nullable PlatformTransactionManager manager, DataSource pool) {
        if (manager == null) {
            return false;
        }
        BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(manager);
        boolean hasSource = properties.isReadableProperty("dataSource");
        boolean isOurs = hasSource && pool.equals(properties.getPropertyValue("dataSource"));
        if (!isOurs) {
            LOG.log(
                    WARNING,
                    "The transaction manager is not that of the DataSource that sessions are in: conversions do not commit"
                            + " with the converter's work. Define a ConversionTransaction if they can");
        }
        return isOurs;
    }

    private static JdbcSessionStoreBuilder joining(JdbcSessionStoreBuilder builder, DataSource pool) {
        return builder.joinTransactionsOf(new TransactionAwareDataSourceProxy(pool), () -> isInTransactionOf(pool));
    }

    @Bean
    @ConditionalOnProperty(prefix = "guestpass", name = "store", havingValue = "jdbc")
    @ConditionalOnMissingBean(VerificationStore.class)
    GuardedVerificationStore guestpassJdbcVerificationStore(
            GuestpassSettings settings,
            ObjectProvider<DataSource> sources,
            @GuestpassDataSource ObjectProvider<DataSource> marked) {
        StoreSettings.Jdbc jdbc = settings.store().jdbc();
        return jdbc.guard(jdbc.storeOn(
                        pool(sources, marked), settings.sessions().conversion().keepLineage())
                .buildVerificationStore());
    }

    @Bean
    @ConditionalOnProperty(prefix = "guestpass.keys", name = "location", havingValue = "jdbc")
    @ConditionalOnMissingBean({KeySource.class, AnonymousSessions.class})
    KeySource guestpassJdbcKeySource(
            GuestpassSettings settings,
            ObjectProvider<DataSource> sources,
            @GuestpassDataSource ObjectProvider<DataSource> marked) {
        DataSource pool = pool(sources, marked);
        return WrongSettingException.check(() -> settings.keySourceOn(pool));
    }

    /** One of another DataSource says nothing of this one. */
    private static boolean isInTransactionOf(DataSource pool) {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.hasResource(pool);
    }

    /** Steps that must last although the caller's transaction is rolled back need connections of their own. */
    private static DataSource pool(ObjectProvider<DataSource> sources, ObjectProvider<DataSource> marked) {
        DataSource source = marked.getIfAvailable(sources::getObject);
        return source instanceof TransactionAwareDataSourceProxy aware && aware.getTargetDataSource() != null
                ? aware.getTargetDataSource()
                : source;
    }
}
