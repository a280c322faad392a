// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.store.SessionStore.ConversionClaim;
import java.time.Duration;

/** Claims to convert, as sessions make them, for tests that interfere at the store. */
final class TestClaims {

    private TestClaims() {}

    static ConversionClaim of(SessionSnapshot session, VerifiedLogin login, Duration lease) {
        String conversionId = Conversions.idOf(session.sessionId());
        return new ConversionClaim(conversionId, login.hashFor(session.sessionId()), lease);
    }
}
