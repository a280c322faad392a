// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import dev.guestpass.SessionId;
import dev.guestpass.key.DerivedSecret;
import dev.guestpass.store.VerificationRecord.Challenge;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.store.VerificationStore.BudgetOutcome;
import dev.guestpass.store.VerificationStore.NewChallenge;
import dev.guestpass.store.VerificationStore.OpenOutcome;
import dev.guestpass.verification.VerificationId.LinkToken;
import dev.guestpass.verification.VerificationStart.InvalidLoginId;
import dev.guestpass.verification.VerificationStart.InvalidLoginId.Reason;
import dev.guestpass.verification.VerificationStart.OverBudget;
import dev.guestpass.verification.VerificationStart.Started;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens verifications: within the budgets, and the same way for everybody. */
record Starts(
        VerificationStore store,
        VerificationSettings settings,
        Secrets secrets,
        Channels channels,
        VerificationDispatcher dispatcher) {

    /**
     * What came of it.
     *
     * @param answer for the visitor
     * @param startedId what was opened, or {@code null} if nothing was
     */
    record Result(VerificationStart answer, @Nullable VerificationId startedId) {

        static Result refused(VerificationStart answer) {
            return new Result(answer, null);
        }
    }

    /** The code and the link of one verification, before they are hashed. */
    private record Content(
            VerificationId id, String code, @Nullable LinkToken link) {

        @Override
        public String toString() {
            return "Content[" + id + "]";
        }
    }

    Result start(VerificationRequest request) {
        if (!channels.has(request.channelOrNull())) {
            return Result.refused(new InvalidLoginId(Reason.NO_CHANNEL));
        }
        Optional<Channels.Route> route = channels.find(request.channelOrNull(), request.loginId());
        return route.isEmpty()
                ? Result.refused(new InvalidLoginId(Reason.MALFORMED))
                : start(request, route.get(), secrets.current());
    }

    private Result start(VerificationRequest request, Channels.Route route, DerivedSecret secret) {
        VerificationId id = secrets.newId(secret, route.login());
        LinkToken link = settings.linkPage() == null ? null : secrets.newLink(id);
        Content content = new Content(id, secrets.newCode(), link);
        SessionId session = request.session().sessionId();
        Optional<Duration> wait = spend(request, id, secret);
        if (wait.isPresent()) {
            return Result.refused(new OverBudget(wait.get()));
        }
        NewChallenge wanted = challenge(content, session, route, secret);
        OpenOutcome outcome =
                store.open(id.storeKey(), wanted, settings.budgets().login());
        return outcome instanceof OpenOutcome.Opened opened
                ? started(request, route, content, opened.challenge())
                : Result.refused(new OverBudget(((OpenOutcome.Exhausted) outcome).retryAfter()));
    }

    /** The address comes first: one that is over its budget has the store write nothing, however many sessions it starts. */
    private Optional<Duration> spend(VerificationRequest request, VerificationId id, DerivedSecret secret) {
        return spend(
                        Secrets.addressKey(secret, request.address()),
                        settings.budgets().address(),
                        null)
                .or(() -> spend(
                        sessionKey(request.session().sessionId()),
                        settings.budgets().session(),
                        id.text()));
    }

    /** A session's id can not be guessed, so it needs no secret to be hidden by, and none that changes. */
    private static String sessionKey(SessionId session) {
        return "session:" + session.value();
    }

    private Optional<Duration> spend(String key, VerificationStore.Budget budget, @Nullable String started) {
        return store.spend(key, budget, started) instanceof BudgetOutcome.Exhausted exhausted
                ? Optional.of(exhausted.retryAfter())
                : Optional.empty();
    }

    private NewChallenge challenge(Content content, SessionId session, Channels.Route route, DerivedSecret secret) {
        LinkToken link = content.link();
        return new NewChallenge(
                content.id().nonce(),
                session,
                secret.keyId(),
                Secrets.codeHash(secret, content.id(), session, content.code()),
                link == null ? null : Secrets.linkHash(secret, link, session),
                Secrets.seal(secret, content.id(), route.login()),
                settings.tries(),
                settings.codeLifetime(),
                settings.linkLifetime());
    }

    private Result started(VerificationRequest request, Channels.Route route, Content content, Challenge opened) {
        VerificationId id = content.id();
        VerificationMessage message = new VerificationMessage(
                route.channel(),
                route.login().value(),
                content.code(),
                url(content.link()),
                request.locale(),
                opened.codeExpires(),
                settings.codeLifetime());
        dispatcher.dispatch(opened.session(), id, message);
        return new Result(new Started(id.text(), opened.codeExpires(), id.sign()), id);
    }

    private @Nullable String url(@Nullable LinkToken link) {
        URI page = settings.linkPage();
        return link == null || page == null ? null : page + "?t=" + link.text();
    }

    /** What a session started in the last hour, the latest first. */
    List<VerificationId> startedBy(SessionId session) {
        List<String> ids = new ArrayList<>(store.started(sessionKey(session)));
        Collections.reverse(ids);
        return ids.stream().flatMap(id -> VerificationId.parse(id).stream()).toList();
    }
}
