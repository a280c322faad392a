// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.Authentication;
import dev.guestpass.session.RefreshOutcome;
import dev.guestpass.token.ClaimsJson;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.VerificationResult;
import dev.guestpass.token.VerificationResult.Invalid;
import dev.guestpass.token.VerificationResult.Reason;
import dev.guestpass.token.VerificationResult.Valid;
import java.util.Base64;
import java.util.Map;

/** What can be asked for with a visitor's token in {@code Authorization}. Nothing here reads or sets a cookie. */
final class VisitorCalls {

    static final Reply UNKNOWN_KEY =
            Reply.error(DescopeError.UNDECIDED, "The token names a key that this server does not have");

    private static final Reply NOTHING = Reply.ok(Map.of());

    private final AnonymousSessions sessions;
    private final TokenReplies replies;
    private final TenantSelection tenants;

    VisitorCalls(AnonymousSessions sessions, TokenReplies replies, TenantSelection tenants) {
        this.sessions = sessions;
        this.replies = replies;
        this.tenants = tenants;
    }

    Reply answer(DescopeRoute route, Caller caller, String text, RequestBody body) {
        if (route == DescopeRoute.VALIDATE) {
            return validate(text, caller);
        }
        VerificationResult<RefreshToken> result = sessions.verifyRefreshToken(text);
        if (result instanceof Valid<RefreshToken> valid) {
            return caller.rules().isForTenantOf(valid.token().session())
                    ? answer(route, caller, valid.token(), text, body)
                    : otherTenant();
        } else if (result instanceof Invalid<RefreshToken> invalid
                && invalid.reason().maybeOurs()) {
            return unknownKey(invalid.reason());
        } else if (result instanceof VerificationResult.Expired<RefreshToken> && !sessions.canStart()) {
            return Reply.unavailable();
        }
        return route == DescopeRoute.TRY_REFRESH ? NOTHING : ended();
    }

    private Reply answer(DescopeRoute route, Caller caller, RefreshToken token, String text, RequestBody body) {
        return switch (route) {
            case ME -> me(token);
            case SELECT_TENANT -> tenants.select(token, text, caller, body);
            case LOGOUT, LOGOUT_ALL -> end(token);
            default ->
                caller.rules().mayExchange()
                        ? refresh(token, text, route == DescopeRoute.TRY_REFRESH)
                        : Reply.unavailable();
        };
    }

    Reply me(RefreshToken token) {
        Authentication answer = sessions.authenticate(token);
        if (answer instanceof Authentication.Authenticated known) {
            return Reply.ok(
                    UserView.of(known.session(), sessions.settings().lifetimes().absolute()));
        }
        return answer instanceof Authentication.Unconfirmed ? Reply.unavailable() : ended();
    }

    private Reply refresh(RefreshToken token, String text, boolean isTry) {
        RefreshOutcome outcome = sessions.refresh(token);
        if (outcome instanceof RefreshOutcome.Refreshed refreshed) {
            return replies.refreshed(refreshed.grant(), text);
        } else if (outcome instanceof RefreshOutcome.Unavailable) {
            return Reply.unavailable();
        }
        return isTry ? NOTHING : ended();
    }

    private Reply end(RefreshToken token) {
        sessions.end(token.session());
        return NOTHING;
    }

    private Reply validate(String text, Caller caller) {
        Authentication answer = sessions.authenticate(text);
        if (answer instanceof Authentication.Authenticated known) {
            if (!caller.rules().isForTenantOf(known.session())) {
                return otherTenant();
            }
            String payload = text.substring(text.indexOf('.') + 1, text.lastIndexOf('.'));
            return Reply.ok(
                    ClaimsJson.read(Base64.getUrlDecoder().decode(payload)).asMap());
        }
        if (answer instanceof Authentication.Refused refused && refused.reason().maybeOurs()) {
            return unknownKey(refused.reason());
        } else if (answer instanceof Authentication.Expired && !sessions.canStart()) {
            return Reply.unavailable();
        }
        return Reply.error(
                DescopeError.BAD_SESSION_TOKEN, "The session token is not valid, has expired, or its session is over");
    }

    /** SDKs repeat what is not available, and take a refusal for the end: so one is for visitors, the other for strangers. */
    private static Reply unknownKey(Reason reason) {
        return reason == Reason.AWAITED_KEY ? Reply.unavailable() : UNKNOWN_KEY;
    }

    /** The session is alive, so this must not read as its end: SDKs would sign the visitor out. */
    private static Reply otherTenant() {
        return Reply.error(DescopeError.OTHER_TENANT, "The session is of another tenant than this request is for");
    }

    static Reply ended() {
        return Reply.error(
                DescopeError.SESSION_ENDED, "The refresh token is not valid, has expired, or its session is over");
    }
}
