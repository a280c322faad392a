// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.servlet.endpoint.LoginProofs;
import dev.guestpass.servlet.endpoint.ProvingSetup;
import dev.guestpass.servlet.transport.VerificationCookie;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.text.LocalizedTexts;
import dev.guestpass.verification.LoginVerification;

/** Puts together what visitors prove login IDs by. */
final class ProvingParts {

    private ProvingParts() {}

    static ProvingSetup of(AnonymousSessions sessions, FilterSettings settings, FilterParts parts) {
        LoginVerification verification = parts.verification();
        return new ProvingSetup(
                settings.endpointPath(),
                verification == null ? null : new LoginProofs(verification, parts.clock()),
                sessions.canConvert(),
                new VerificationCookie(settings.cookies()),
                parts.clock(),
                new LocalizedTexts(ProvingSetup.class, "pages", VerificationParts.application(), "guestpass-pages"));
    }
}
