// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.conversion.ConversionOutcome.ChoiceNeeded;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.key.TestKeys;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.NewSession;
import dev.guestpass.session.SessionGrant;
import dev.guestpass.session.TokenPair;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.Outbox;
import dev.guestpass.verification.VerificationMessage;
import dev.guestpass.verification.VerificationRequest;
import dev.guestpass.verification.VerificationStart.Started;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What a corpus writes for what is new in each run, and what it stands for. Nothing is made before it is asked for. */
final class FuzzedVisitor {

    static final String SESSION = "@S";
    static final String REFRESH = "@R";

    private final AnonymousSessions sessions;
    private final LoginVerification verification;
    private final Outbox outbox;
    private final SessionGrant grant;
    private final Map<String, Supplier<String>> values = Map.of(
            SESSION,
            () -> tokens().session().value(),
            REFRESH,
            () -> tokens().refresh().value(),
            "@P",
            () -> TestKeys.PROJECT_ID,
            "@K",
            () -> Sdk.KEY,
            "@V",
            () -> proving().started().id(),
            "@C",
            () -> proving().message().code(),
            "@L",
            () -> proving().token(),
            "@G",
            () -> proving().started().sign(),
            "@T",
            this::ticket);
    private Proving proving;

    /** A verification that has begun, and what was sent for it. */
    private record Proving(Started started, VerificationMessage message) {

        String token() {
            return message.link().orElseThrow().substring((FuzzedServer.LINK_PAGE + "?t=").length());
        }
    }

    FuzzedVisitor(AnonymousSessions sessions, LoginVerification verification, Outbox outbox) {
        this.sessions = sessions;
        this.verification = verification;
        this.outbox = outbox;
        this.grant = sessions.start(NewSession.plain());
    }

    /** Puts what they stand for in the places of the marks. */
    String fill(String text) {
        String filled = text;
        for (Map.Entry<String, Supplier<String>> value : values.entrySet()) {
            if (text.contains(value.getKey())) {
                filled = filled.replace(value.getKey(), value.getValue().get());
            }
        }
        return filled;
    }

    private TokenPair tokens() {
        return grant.tokens();
    }

    /** Nobody else has this login ID, and what was sent for calls before is thrown away. */
    private Proving proving() {
        if (proving == null) {
            String login = grant.session().sessionId().value() + "@example.com";
            Started started = (Started) verification.start(
                    new VerificationRequest(grant.session(), login, null, "192.0.2.1", Locale.ENGLISH));
            VerificationMessage message = outbox.next();
            while (!message.loginId().equalsIgnoreCase(login)) {
                message = outbox.next();
            }
            proving = new Proving(started, message);
        }
        return proving;
    }

    private String ticket() {
        VerifiedLogin login =
                VerifiedLogin.trustingTheApplicationToHaveVerified(VerifiedLogin.Type.EMAIL, FuzzedServer.UNDECIDED);
        return ((ChoiceNeeded) sessions.convert(grant.session(), login, null))
                .ticket()
                .value();
    }
}
