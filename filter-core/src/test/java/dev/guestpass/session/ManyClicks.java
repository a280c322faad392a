// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Race;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionOutcome.AlreadyConverted;
import dev.guestpass.conversion.ConversionOutcome.Converted;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.VerifiedLogin;
import java.util.List;

/** One person who clicks 64 times, on two nodes. */
public final class ManyClicks {

    private static final int CLICKS = 64;

    private ManyClicks() {}

    /** The effect happens once, and everybody is told the same receipt. */
    public static void assertOneReceipt(
            AnonymousSessions one, AnonymousSessions other, SessionSnapshot session, List<?> effects) {
        VerifiedLogin login =
                VerifiedLogin.trustingTheApplicationToHaveVerified(VerifiedLogin.Type.EMAIL, "ann@example.com");

        List<ConversionOutcome> outcomes = Race.of(CLICKS, i -> (i % 2 == 0 ? one : other).submit(session, login));

        assertThat(effects).hasSize(1);
        assertThat(outcomes).filteredOn(Converted.class::isInstance).hasSize(1);
        assertThat(outcomes).extracting(ManyClicks::receipt).containsOnly(receipt(outcomes.get(0)));
    }

    private static ConversionReceipt receipt(ConversionOutcome outcome) {
        return outcome instanceof Converted converted ? converted.receipt() : ((AlreadyConverted) outcome).receipt();
    }
}
