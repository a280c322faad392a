// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.MutableClock;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.ConversionReceipt.Kind;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.store.SessionStore.ConversionClaim;
import java.time.Duration;

/** Claims to convert, as sessions make them, for tests that interfere at the store. */
final class TestClaims {

    private TestClaims() {}

    static ConversionClaim of(SessionSnapshot session, VerifiedLogin login) {
        String conversionId = Conversions.idOf(session.sessionId());
        return new ConversionClaim(conversionId, "attempt", login.hashFor(session.sessionId()), Duration.ofSeconds(30));
    }

    static ConversionReceipt receipt(SessionSnapshot session, String account) {
        String conversionId = Conversions.idOf(session.sessionId());
        return new ConversionReceipt(
                conversionId, session.sessionId(), session.subject(), account, Kind.MERGED, MutableClock.START);
    }
}
