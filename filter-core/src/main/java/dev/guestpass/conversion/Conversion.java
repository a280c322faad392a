// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

import dev.guestpass.Claims;
import dev.guestpass.SessionSnapshot;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One conversion, as the application's converter sees it.
 *
 * @param conversionId the same for every attempt to convert this session, on every node, also after a lost store
 * @param session the anonymous session, with its subject and its claims
 * @param login the login ID that was proven
 * @param choiceOrNull what the person chose after a {@link ConversionDecision.ChoiceNeeded}; read it by {@link #choice()}
 * @param claims what travels to the account of the session's claims, by the names that it has there; the receipt tells it
 */
public record Conversion(
        String conversionId,
        SessionSnapshot session,
        VerifiedLogin login,
        @Nullable String choiceOrNull,
        Claims claims) {

    /**
     * Checks that nothing is missing.
     *
     * @param conversionId see {@link #conversionId()}
     * @param session see {@link #session()}
     * @param login see {@link #login()}
     * @param choiceOrNull see {@link #choiceOrNull()}
     * @param claims see {@link #claims()}
     */
    public Conversion {
        Objects.requireNonNull(conversionId, "conversionId");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(claims, "claims");
    }

    /**
     * Makes a conversion with which all claims travel that {@linkplain ClaimSelection#all() may}, as tests of a converter do.
     *
     * @param conversionId see {@link #conversionId()}
     * @param session see {@link #session()}
     * @param login see {@link #login()}
     * @param choiceOrNull see {@link #choiceOrNull()}
     */
    public Conversion(
            String conversionId, SessionSnapshot session, VerifiedLogin login, @Nullable String choiceOrNull) {
        this(conversionId, session, login, choiceOrNull, ClaimSelection.all().of(session.claims()));
    }

    /**
     * Returns what the person chose.
     *
     * @return one of the options that the converter offered before, or empty at the first attempt
     */
    public Optional<String> choice() {
        return Optional.ofNullable(choiceOrNull);
    }

    @Override
    public String toString() {
        return "Conversion[" + conversionId + ", " + session.sessionId() + "]";
    }
}
