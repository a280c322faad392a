// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.key.Algorithm;
import dev.guestpass.log.SafeLogger;
import dev.guestpass.session.AnonymousSessions;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the settings with the eyes of each SDK. What would merely break one of them is told, and does not stop us. */
final class SdkChecks {

    private static final Logger LOG = SafeLogger.of(DescopeApi.class);
    private static final int SHORTEST_PROJECT_ID = 28;

    private SdkChecks() {}

    /** Says in the log what will break. */
    static void warn(AnonymousSessions sessions, RsaKeySet rsa, boolean mints) {
        problems(sessions.keys().projectId(), rsa.isEmpty(), mints).forEach(problem -> LOG.log(WARNING, problem));
        otherSignature(sessions.settings().signatures().session())
                .ifPresent(note -> LOG.log(mints ? WARNING : INFO, note));
    }

    /** Where no service has a management key, there may well be no SDK that would have to verify anything. */
    static Optional<String> otherSignature(Algorithm sessionKey) {
        return sessionKey == Algorithm.RS256
                ? Optional.empty()
                : Optional.of("Session tokens in cookies are signed with " + sessionKey
                        + ": v2/keys lists RSA keys alone, because one of another kind breaks Descope's Java SDK, so no SDK"
                        + " verifies these tokens");
    }

    static List<String> problems(String projectId, boolean hasNoRsaKey, boolean mints) {
        List<String> problems = new ArrayList<>();
        if (projectId.length() < SHORTEST_PROJECT_ID) {
            problems.add(
                    "guestpass.issuer ends in a project id of " + projectId.length() + " characters: Descope's Java SDK"
                            + " refuses fewer than " + SHORTEST_PROJECT_ID + "; ProjectIdGenerator makes one");
        }
        if (!projectId.matches("[A-Za-z0-9]+")) {
            problems.add(
                    "guestpass.issuer ends in a project id with other characters than letters and digits: no SDK of"
                            + " Descope's can send it in Authorization and in a path");
        }
        if (hasNoRsaKey) {
            problems.add("There is no RSA key: v2/keys is empty, which Descope's Java SDK does not bear"
                    + (mints ? ", and nothing can be minted" : "") + "; add an RS256 key");
        }
        return problems;
    }
}
