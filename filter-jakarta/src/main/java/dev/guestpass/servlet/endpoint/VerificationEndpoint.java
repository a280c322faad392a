// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.servlet.endpoint.VisitorSession.NewCookies;
import dev.guestpass.servlet.transport.VerificationCookie;
import dev.guestpass.verification.CodeCheck;
import dev.guestpass.verification.VerificationRequest;
import dev.guestpass.verification.VerificationStart;
import dev.guestpass.verification.VerificationStart.InvalidLoginId;
import dev.guestpass.verification.VerificationStart.OverBudget;
import dev.guestpass.verification.VerificationStart.Started;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a page's script have a code sent, and bring it back. What is answered depends on nothing but what was sent and how
 * often: least of all on whether there is an account.
 */
record VerificationEndpoint(LoginProofs proofs, VerificationCookie cookie, ConversionReply reply) {

    /** Answers {@code POST verifications}. */
    void start(HttpServletRequest request, HttpServletResponse response, VisitorSession visitor) throws IOException {
        JsonBody body = JsonBody.read(request, response).orElse(null);
        if (body == null) {
            return;
        }
        String loginId = body.text("loginId");
        if (loginId == null || body.isNoText("channel")) {
            Answer.problem(response, 400, "Bad Request", "loginId is a string, and so is channel if it is given.");
            return;
        }
        Optional<SessionSnapshot> session = visitor.snapshot();
        if (session.isEmpty()) {
            Answer.noSession(response, visitor, "There is no anonymous session here to prove a login ID in.");
            return;
        } else if (visitor.account().isPresent()) {
            signedIn(response);
            return;
        }
        VerificationRequest wanted = new VerificationRequest(
                session.get(), loginId, body.text("channel"), visitor.network(), Pages.locale(request));
        answer(request, response, visitor, proofs.verification().start(wanted));
    }

    private static void signedIn(HttpServletResponse response) throws IOException {
        Answer.problem(response, 409, "Conflict", "Somebody is signed in here; sign out to prove another login ID.");
    }

    private void answer(
            HttpServletRequest request, HttpServletResponse response, VisitorSession visitor, VerificationStart start)
            throws IOException {
        if (start instanceof Started started) {
            started(request, response, visitor, started);
        } else if (start instanceof OverBudget over) {
            Answer.tooMany(response, over.retryAfter(), "Too many codes were asked for; try again later.");
        } else if (start instanceof InvalidLoginId invalid) {
            boolean isMalformed = invalid.reason() == InvalidLoginId.Reason.MALFORMED;
            String detail = isMalformed ? "This is no login ID." : "Nothing can be sent over this channel.";
            Answer.problem(response, 400, "Bad Request", detail);
        } else {
            Answer.problem(response, 409, "Conflict", "The session has ended.");
        }
    }

    private void started(
            HttpServletRequest request, HttpServletResponse response, VisitorSession visitor, Started started)
            throws IOException {
        NewCookies allowed = visitor.newCookies();
        if (allowed != NewCookies.NONE) {
            response.addHeader("Set-Cookie", cookie.write(request, started.id(), allowed == NewCookies.PERSISTENT));
        }
        Map<String, String> body = new LinkedHashMap<>();
        body.put("id", started.id());
        body.put("expiresAt", started.expiresAt().toString());
        body.put("sign", started.sign());
        Answer.json(response, 202, body);
    }

    /** Answers {@code POST verifications/{id}}. */
    void finish(HttpServletRequest request, HttpServletResponse response, VisitorSession visitor, String id)
            throws IOException {
        JsonBody body = JsonBody.read(request, response).orElse(null);
        if (body == null) {
            return;
        } else if (body.isNoText("code")) {
            Answer.problem(response, 400, "Bad Request", "code is a string.");
            return;
        }
        Optional<SessionSnapshot> session = visitor.presentSnapshot();
        String code = body.text("code");
        if (session.isEmpty()) {
            gone(response);
        } else if (code == null && visitor.account().isPresent()) {
            signedIn(response); // whoever did that since is not put out by a link of before
        } else if (code == null) {
            take(request, response, visitor, session.get(), id);
        } else {
            answer(
                    request,
                    response,
                    visitor,
                    proofs.verification().checkCode(session.get(), id, code, visitor.network()));
        }
    }

    private static void gone(HttpServletResponse response) throws IOException {
        Answer.problem(response, 410, "Gone", "This verification is void or expired; ask for a new code.");
    }

    private void take(
            HttpServletRequest request,
            HttpServletResponse response,
            VisitorSession visitor,
            SessionSnapshot session,
            String id)
            throws IOException {
        Optional<VerifiedLogin> taken = proofs.take(session, id);
        if (taken.isPresent()) {
            convert(request, response, visitor, taken.get());
        } else if (proofs.isOpen(session, id)) {
            Answer.json(response, 202, Map.of("confirmed", false));
        } else {
            gone(response);
        }
    }

    private void answer(
            HttpServletRequest request, HttpServletResponse response, VisitorSession visitor, CodeCheck check)
            throws IOException {
        if (check instanceof CodeCheck.Proven proven) {
            convert(request, response, visitor, proven.login());
        } else if (check instanceof CodeCheck.WrongCode wrong) {
            Map<String, Integer> left = Map.of("triesLeft", wrong.triesLeft());
            Answer.problem(response, 400, "Bad Request", "The code is wrong.", left);
        } else if (check instanceof CodeCheck.OverBudget over) {
            Answer.tooMany(response, over.retryAfter(), "Too many codes were tried; try again later.");
        } else {
            gone(response);
        }
    }

    private void convert(
            HttpServletRequest request, HttpServletResponse response, VisitorSession visitor, VerifiedLogin login)
            throws IOException {
        ConversionOutcome outcome = Conversions.convert(request, response, visitor, cookie, login);
        reply.send(response, outcome, visitor.isSignedIn());
    }
}
