// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.conversion.ConversionTransaction;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.session.AnonymousSessionsBuilder;
import dev.guestpass.store.SessionStore;
import java.lang.System.Logger;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

/**
 * Commits the converter's work and the record of the conversion together, where the session store takes part in the
 * application's transactions and there is one transaction manager to make them.
 */
final class SpringTransactions {

    private static final Logger LOG = SafeLogger.of(SpringTransactions.class);
    private static final String TEMPLATE = "org.springframework.transaction.support.TransactionTemplate";

    private SpringTransactions() {}

    static AnonymousSessionsBuilder addTo(AnonymousSessionsBuilder builder, SessionStore store, BeanFactory beans) {
        boolean isPossible =
                store.joinsTransactions() && ClassUtils.isPresent(TEMPLATE, SpringTransactions.class.getClassLoader());
        return isPossible ? ByTemplate.addTo(builder, beans) : builder;
    }

    /** Loaded only where Spring's transactions are. */
    private record ByTemplate(TransactionTemplate template) implements ConversionTransaction {

        static AnonymousSessionsBuilder addTo(AnonymousSessionsBuilder builder, BeanFactory beans) {
            PlatformTransactionManager transactions =
                    beans.getBeanProvider(PlatformTransactionManager.class).getIfUnique();
            if (transactions == null) {
                LOG.log(
                        WARNING,
                        "The session store takes part in transactions, but there is not exactly one transaction manager:"
                                + " define a ConversionTransaction, or conversions are not committed with the converter's"
                                + " work");
                return builder;
            }
            return builder.conversionTransaction(new ByTemplate(new TransactionTemplate(transactions)));
        }

        @Override
        public <T> T run(Supplier<T> work) {
            return Objects.requireNonNull(template.execute(status -> work.get()));
        }

        @Override
        public boolean isOpen() {
            return TransactionSynchronizationManager.isActualTransactionActive();
        }
    }
}
