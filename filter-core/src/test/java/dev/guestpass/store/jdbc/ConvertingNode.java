// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.jdbc;

import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.key.TestKeys;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.store.TestSnapshots;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * A node whose converter writes into a table of the application's, in one transaction with the session store. Its second
 * life is that of a child that dies at one call to the database.
 */
final class ConvertingNode {

    static final VerifiedLogin ANN = login("ann@example.com");
    static final VerifiedLogin BOB = login("bob@example.com");

    private final BoundTransaction transaction;
    private final String orders;
    private final AnonymousSessions sessions;

    ConvertingNode(DataSource pool, JdbcSessionStoreBuilder store, String orders, Runnable afterwards) {
        this.transaction = new BoundTransaction(pool);
        this.orders = orders;
        AnonymousUserConverter converter = conversion -> {
            transaction.execute("insert into " + orders + " (conversion_id, account) values ('"
                    + conversion.conversionId() + "', '" + conversion.login().loginId() + "')");
            afterwards.run();
            return new ConversionDecision.Merged(conversion.login().loginId());
        };
        this.sessions = AnonymousSessions.builder(
                        TestKeys.source(),
                        store.joinTransactionsOf(transaction.aware()).build())
                .converter(converter)
                .conversionTransaction(transaction)
                .clock(InstantSource.system())
                .build();
    }

    static VerifiedLogin login(String mail) {
        return VerifiedLogin.trustingTheApplicationToHaveVerified(VerifiedLogin.Type.EMAIL, mail);
    }

    static SessionSnapshot session(String name, Instant birth) {
        SessionSnapshot any = TestSnapshots.bornAt(birth, Claims.empty());
        return new SessionSnapshot(
                new SessionId("session-" + name),
                "A-" + name,
                null,
                0,
                any.claims(),
                0,
                any.rotatedAt(),
                any.lifetime(),
                any.end());
    }

    ConversionOutcome convert(SessionSnapshot session, VerifiedLogin login) {
        return sessions.convert(session, login, null);
    }

    AnonymousSessions sessions() {
        return sessions;
    }

    String orders() {
        return orders;
    }
}
