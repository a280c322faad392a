// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.MaintenanceTask;
import dev.guestpass.store.VerificationRecord.Challenge;
import dev.guestpass.store.VerificationRecord.State;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.store.VerificationStore.AttemptOutcome;
import dev.guestpass.store.VerificationStore.Budget;
import dev.guestpass.store.VerificationStore.BudgetOutcome;
import dev.guestpass.store.VerificationStore.ConfirmOutcome;
import dev.guestpass.store.VerificationStore.Look;
import dev.guestpass.verification.Secrets.LoginId;
import dev.guestpass.verification.VerificationId.LinkToken;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a visitor prove that a login ID is theirs, by a code or a link that is sent there.
 *
 * <p>What is sent is good for the session that asked for it alone. A code is tried a few times, and the first proof of a
 * login ID makes everything else void that was sent there, whoever asked for it: an attacker's request included. What has
 * proven a login ID does so again, to that session and until it expires: where a conversion fails, the visitor tries the
 * same once more, on any node; that a session is converted once is the conversion's to see to. A link that is opened on another device proves nothing there; it lets the session that asked go on.
 * Nothing here knows of accounts, and messages are sent off the request's thread: so neither an answer nor its time tells
 * whether there is one.
 *
 * <p>What a visitor can cause comes back as an outcome. A store that can not be asked is a
 * {@link dev.guestpass.store.SessionStoreException}. One instance serves a whole application and is safe for use by several
 * threads; {@link #close()} ends its threads.
 */
public final class LoginVerification implements AutoCloseable {

    private final AnonymousSessions sessions;
    private final VerificationStore store;
    private final VerificationSettings settings;
    private final Secrets secrets;
    private final VerificationDispatcher dispatcher;
    private final Starts starts;
    private final Cleaning cleaning;

    LoginVerification(LoginVerificationBuilder builder) {
        this.sessions = builder.sessions;
        this.store = builder.store;
        this.settings = builder.settings;
        this.secrets = new Secrets(
                sessions.keys().derivedSecrets(Secrets.PURPOSE), builder.random, builder.settings.codeLength());
        this.dispatcher =
                new VerificationDispatcher(builder.senders, sessions::publish, builder.clock, builder.delivery);
        this.starts = new Starts(store, settings, secrets, new Channels(builder.formats, dispatcher), dispatcher);
        this.cleaning = new Cleaning(store, builder.clock, sessions::publish);
    }

    /**
     * Starts building.
     *
     * @param sessions the sessions whose visitors prove something
     * @param store where it is remembered what was sent; nodes that share sessions share it as well
     * @return a builder with all defaults: e-mail, and nobody who sends
     */
    public static LoginVerificationBuilder builder(AnonymousSessions sessions, VerificationStore store) {
        return LoginVerificationBuilder.of(sessions, store);
    }

    /**
     * Sends a code, and a link if there is a page for it. A code that this session had asked for to be sent to the same login
     * ID is void then.
     *
     * @param request who wants what to be sent where
     * @return that it is on its way, or why not
     * @throws dev.guestpass.store.SessionStoreException if the store can not be asked; nothing was sent
     */
    public VerificationStart start(VerificationRequest request) {
        if (sessions.hasEnded(request.session().sessionId())) {
            return new VerificationStart.SessionEnded();
        }
        Starts.Result result = starts.start(request);
        Refusals.of(result.answer()).ifPresent(sessions::publish);
        if (result.startedId() != null) {
            sessions.publish(new SessionEvent.VerificationStarted(
                    request.session().sessionId(), result.startedId().nonce()));
        }
        return result.answer();
    }

    /**
     * Checks a code. It may be typed with spaces or dashes in it; what has not the shape of a code is wrong and costs no try.
     * All others are counted before they are compared: for an address, as many in an hour as the tries of all the codes that
     * may be asked for from it ({@code verification.budget.per-address} times {@code verification.tries}); for a login ID, as
     * many wrong ones in an hour as codes may be sent to it ({@code verification.budget.per-login}), whoever tries them; beyond
     * that each code that was sent is compared once.
     *
     * @param session the visitor's session, as a verified token has it
     * @param id the id that {@link #start} returned
     * @param code what the visitor typed, of whatever size and shape
     * @param address where the request comes from, for the budget; of IPv6 the network (/64)
     * @return what came of it
     * @throws dev.guestpass.store.SessionStoreException if the store can not be asked; the same code may be tried again
     */
    public CodeCheck checkCode(SessionSnapshot session, String id, String code, String address) {
        Optional<VerificationId> parsed = secrets.id(id);
        if (parsed.isEmpty() || sessions.hasEnded(session.sessionId())) {
            return new CodeCheck.Expired();
        }
        VerificationId known = parsed.get();
        Optional<String> digits = secrets.typed(code);
        CodeCheck check = digits.isPresent()
                ? spend(address).orElseGet(() -> attempt(session.sessionId(), known, digits.get()))
                : misspelt(session.sessionId(), known);
        Refusals.of(check).ifPresent(sessions::publish);
        return check;
    }

    private Optional<CodeCheck> spend(String address) {
        BudgetOutcome outcome = store.spend(
                Secrets.triesKey(secrets.current(), address), settings.budgets().tries(settings.tries()), null);
        return outcome instanceof BudgetOutcome.Exhausted exhausted
                ? Optional.of(new CodeCheck.OverBudget(exhausted.retryAfter()))
                : Optional.empty();
    }

    private CodeCheck attempt(SessionId session, VerificationId id, String code) {
        AttemptOutcome outcome = store.attempt(
                id.storeKey(),
                id.nonce(),
                session,
                settings.budgets().wrongCodes(),
                settings.tries(),
                challenge -> secrets.isCode(challenge, id, code));
        if (outcome instanceof AttemptOutcome.Proven proven) {
            return proven(id, proven.challenge())
                    .<CodeCheck>map(CodeCheck.Proven::new)
                    .orElse(new CodeCheck.Expired());
        } else if (outcome instanceof AttemptOutcome.Wrong wrong) {
            return new CodeCheck.WrongCode(wrong.triesLeft());
        } else if (outcome instanceof AttemptOutcome.Exhausted exhausted) {
            return new CodeCheck.OverBudget(exhausted.retryAfter());
        } else if (outcome instanceof AttemptOutcome.Elsewhere) {
            return new CodeCheck.NotHere();
        }
        return outcome instanceof AttemptOutcome.Voided ? new CodeCheck.Voided() : new CodeCheck.Expired();
    }

    private CodeCheck misspelt(SessionId session, VerificationId id) {
        Optional<Look> look = store.look(id.storeKey(), id.nonce());
        if (look.isEmpty()
                || !look.get().challenge().codeExpires().isAfter(look.get().now())) {
            return new CodeCheck.Expired();
        }
        Challenge challenge = look.get().challenge();
        if (!challenge.session().equals(session)) {
            return new CodeCheck.NotHere();
        }
        boolean isOver = challenge.state() == State.VOID || challenge.triesLeft() < 1;
        return isOver ? new CodeCheck.Voided() : new CodeCheck.WrongCode(challenge.triesLeft());
    }

    /**
     * Tells what the page of a link may say. To be called for GET and HEAD; it consumes nothing.
     *
     * @param token the {@code t} of the link, of whatever size and shape
     * @param session the session of who opened it, or {@code null} if there is none
     * @return whether it can be confirmed
     * @throws dev.guestpass.store.SessionStoreException if the store can not be asked
     */
    public LinkView describeLink(String token, @Nullable SessionSnapshot session) {
        Optional<LinkToken> link = secrets.link(token);
        return link.isEmpty()
                ? new LinkView.Expired()
                : store.look(link.get().id().storeKey(), link.get().id().nonce())
                        .filter(look -> secrets.isLink(look.challenge(), link.get()))
                        .map(look -> view(look, session))
                        .orElse(new LinkView.Expired());
    }

    private static LinkView view(Look look, @Nullable SessionSnapshot session) {
        Challenge challenge = look.challenge();
        boolean isHere = session != null && challenge.session().equals(session.sessionId());
        if (!isHere && (challenge.isProven() || challenge.state() == State.CONFIRMED)) {
            return new LinkView.Used();
        } else if (challenge.state() == State.VOID || !challenge.linkExpires().isAfter(look.now())) {
            return new LinkView.Expired();
        }
        return new LinkView.Open(isHere, challenge.startedAt());
    }

    /**
     * Confirms a link: once, but again and again for the session that asked for it. To be called for a POST from the page
     * alone. Whoever did not ask for it has to know the sign that the other screen shows, and so to have begun this: a person
     * who only presses a button would sign in whoever asked for a code to their address. There are as many tries as for a code.
     *
     * @param token the {@code t} of the link, of whatever size and shape
     * @param session the session of who confirms it, or {@code null} if there is none
     * @param sign the {@linkplain VerificationStart.Started#sign() sign} as the person typed it, of whatever size and shape; not
     *     looked at if it is this session that asked
     * @return what came of it
     * @throws dev.guestpass.store.SessionStoreException if the store can not be asked; the same link may be tried again
     */
    public LinkConfirmation confirmLink(String token, @Nullable SessionSnapshot session, String sign) {
        Optional<LinkToken> link = secrets.link(token);
        if (link.isEmpty()) {
            return new LinkConfirmation.Expired();
        }
        VerificationId id = link.get().id();
        if (describeLink(token, session) instanceof LinkView.Open open && !open.isHere()) {
            Optional<LinkConfirmation> objection = objection(id, sign);
            if (objection.isPresent()) {
                return objection.get();
            }
        }
        ConfirmOutcome outcome = store.confirm(
                id.storeKey(),
                id.nonce(),
                living(session),
                challenge -> secrets.isLink(challenge, link.get()),
                settings.linkLifetime());
        return confirmed(id, outcome);
    }

    /** Counted before it is compared, as a code is. */
    private Optional<LinkConfirmation> objection(VerificationId id, String sign) {
        Budget tries = new Budget(settings.tries(), settings.linkLifetime());
        if (store.spend("sign:" + id.nonce(), tries, null) instanceof BudgetOutcome.Exhausted) {
            return Optional.of(new LinkConfirmation.Expired());
        }
        return id.isSign(sign) ? Optional.empty() : Optional.of(new LinkConfirmation.WrongSign());
    }

    private @Nullable SessionId living(@Nullable SessionSnapshot session) {
        return session == null || sessions.hasEnded(session.sessionId()) ? null : session.sessionId();
    }

    private LinkConfirmation confirmed(VerificationId id, ConfirmOutcome outcome) {
        if (outcome instanceof ConfirmOutcome.ProvenHere here) {
            return proven(id, here.challenge())
                    .<LinkConfirmation>map(LinkConfirmation.ProvenHere::new)
                    .orElse(new LinkConfirmation.Expired());
        } else if (outcome instanceof ConfirmOutcome.Confirmed confirmed) {
            voidOthers(confirmed.challenge(), id);
            return new LinkConfirmation.ConfirmedForOtherDevice();
        }
        return outcome instanceof ConfirmOutcome.Used ? new LinkConfirmation.Used() : new LinkConfirmation.Expired();
    }

    /**
     * Takes what was confirmed on another device. It can be taken again, by the same session and until it expires.
     *
     * @param session the visitor's session, as a verified token has it
     * @param id the id that {@link #start} returned
     * @return what the visitor proved, or empty if nothing was confirmed, or its time is over
     * @throws dev.guestpass.store.SessionStoreException if the store can not be asked; it may be asked again
     */
    public Optional<VerifiedLogin> takeConfirmed(SessionSnapshot session, String id) {
        return sessions.hasEnded(session.sessionId())
                ? Optional.empty()
                : secrets.id(id).flatMap(known -> take(session.sessionId(), known));
    }

    /**
     * Takes what was confirmed on another device, whatever its id: the latest, again until it expires. This asks the store once, and once more for each
     * login ID that this session wanted to prove in the last hour; where the id is known, name it.
     *
     * @param session the visitor's session, as a verified token has it
     * @return what the visitor proved, or empty if nothing was confirmed, or its time is over
     * @throws dev.guestpass.store.SessionStoreException if the store can not be asked; it may be asked again
     */
    public Optional<VerifiedLogin> takeConfirmed(SessionSnapshot session) {
        if (sessions.hasEnded(session.sessionId())) {
            return Optional.empty();
        }
        List<VerificationId> started = starts.startedBy(session.sessionId());
        return started.stream()
                .flatMap(id -> take(session.sessionId(), id).stream())
                .findFirst();
    }

    /**
     * Tells whether anything can still come of what a session started: by its code, by its link, or by what was confirmed on
     * another device. It consumes nothing.
     *
     * @param session the visitor's session, as a verified token has it
     * @param id the id that {@link #start} returned, of whatever size and shape
     * @return {@code false} also for the id of another session
     * @throws dev.guestpass.store.SessionStoreException if the store can not be asked
     */
    public boolean isOpen(SessionSnapshot session, String id) {
        return !sessions.hasEnded(session.sessionId())
                && secrets.id(id)
                        .flatMap(known -> store.look(known.storeKey(), known.nonce()))
                        .filter(look -> isOpen(look, session.sessionId()))
                        .isPresent();
    }

    private static boolean isOpen(Look look, SessionId session) {
        Challenge challenge = look.challenge();
        return challenge.session().equals(session)
                && challenge.state() != State.VOID
                && (challenge.codeExpires().isAfter(look.now())
                        || challenge.linkExpires().isAfter(look.now()));
    }

    private Optional<VerifiedLogin> take(SessionId session, VerificationId id) {
        return store.take(id.storeKey(), id.nonce(), session).flatMap(challenge -> proven(id, challenge));
    }

    /** Empty if the login ID can not be read any more, because its key is gone. Only the first proof is news. */
    private Optional<VerifiedLogin> proven(VerificationId id, Challenge challenge) {
        Optional<LoginId> login = voidOthers(challenge, id);
        if (login.isPresent() && !challenge.isProven()) {
            sessions.publish(new SessionEvent.VerificationProven(challenge.session(), id.nonce()));
        }
        return login.map(known -> VerifiedLogin.byVerification(known.type(), known.value(), challenge.session()));
    }

    /** The store did that for the login's record; while keys take turns there may be one under another key. */
    private Optional<LoginId> voidOthers(Challenge challenge, VerificationId id) {
        Optional<LoginId> login = secrets.open(challenge, id);
        login.ifPresent(
                known -> secrets.otherLoginKeys(challenge.keyId(), known).forEach(store::voidAll));
        return login;
    }

    /**
     * Tells whether anything can be sent over a channel.
     *
     * @param channel such as {@link LoginIdFormat#EMAIL}
     * @return whether there is a sender for it
     */
    public boolean sendsOver(String channel) {
        return dispatcher.supports(channel);
    }

    /**
     * Returns what this node has to do from time to time: delete what has expired. To be done beside the {@linkplain
     * AnonymousSessions#maintenance() maintenance} of the sessions.
     *
     * @return the tasks
     */
    public List<MaintenanceTask> maintenance() {
        return cleaning.tasks();
    }

    /** Sends what waits to be sent, for three seconds at the most, and ends the threads. */
    @Override
    public void close() {
        dispatcher.close();
    }
}
