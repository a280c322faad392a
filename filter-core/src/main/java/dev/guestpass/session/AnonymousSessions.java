// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.TenantRule;
import dev.guestpass.conversion.ConversionFailedException;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.ConversionTicket;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.key.KeySource;
import dev.guestpass.key.LiveKeyRing;
import dev.guestpass.store.RotationPolicy;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.token.ClaimsTooLargeException;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.TokenIssuer;
import dev.guestpass.token.TokenSettings;
import dev.guestpass.token.TokenText;
import dev.guestpass.token.TokenVerifier;
import dev.guestpass.token.VerificationResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be done with anonymous sessions, and the only thing that an adapter calls.
 *
 * <p>A session starts without a store: its signed tokens are all there is. The store is asked when a refresh token is
 * exchanged, claims change, or the session is converted or ended. What a visitor can cause comes back as an outcome; a
 * store that can not be asked is a {@link SessionStoreException}, except at a refresh, where the visitor is served as
 * last known. One instance serves a whole application and is safe for use by several threads.
 * It starts none: who builds one has to start its {@link Maintenance}, or to schedule {@link #maintenance()}.
 */
public final class AnonymousSessions {

    private final SessionSettings settings;
    private final SessionStore store;
    private final EventPublisher events;
    private final SessionKeys sessionKeys;
    private final TokenVerifier verifier;
    private final Grants grants;
    private final NewSessions newSessions;
    private final VerifiedTokens tokens;
    private final EndedSessions ended;
    private final NodeClock nodeClock;
    private final Refreshes refreshes;
    private final ClaimChanges claimChanges;
    private final Minting minting;
    private final Chores chores;
    private final SessionConversions conversions;
    private final Lineage lineage;

    AnonymousSessions(AnonymousSessionsBuilder builder) {
        this.settings = builder.settings;
        RotationPolicy rotation = settings.effectiveRotation();
        this.store = builder.store;
        this.events = new EventPublisher(builder.listener);
        StoreFailures failures = new StoreFailures(events, builder.clock);
        LiveKeyRing keys = builder.keys.load(settings, builder.clock);
        TokenSettings form = settings.tokens(keys.current().projectId());
        RandomIds ids = new RandomIds(builder.random);
        this.verifier = new TokenVerifier(keys, form, builder.clock);
        TokenIssuer issuer = new TokenIssuer(keys, form, builder.clock, builder.random);
        SigningQueue queue = new SigningQueue(Runtime.getRuntime().availableProcessors(), builder.nanos);
        this.grants = new Grants(issuer, settings.signatures(), events, queue);
        String project = form.issuer().substring(form.issuer().lastIndexOf('/') + 1);
        this.nodeClock = new NodeClock(events, builder.clock);
        this.sessionKeys = new SessionKeys(keys, project, builder.clock, queue, nodeClock);
        this.newSessions = new NewSessions(settings, builder.customizer, events, builder.clock, ids);
        this.ended = new EndedSessions(settings, nodeClock);
        Returns returns = new Returns(events, builder.cachedTokens);
        this.tokens = new VerifiedTokens(
                verifier, keys, ended, settings.lifetimes(), builder.clock, returns, builder.cachedTokens);
        this.refreshes =
                new Refreshes(store, rotation, ended, nodeClock, returns, failures, grants::renewed, builder.clock);
        this.claimChanges =
                new ClaimChanges(store, rotation, settings.claimLimits(), ended, nodeClock, refreshes, grants, events);
        this.minting = new Minting(settings, newSessions, tokens, verifier, claimChanges, grants, nodeClock);
        this.conversions = new SessionConversions(builder, keys, events, claimChanges::isRefused, this::forget);
        this.lineage = new Lineage(store.lineage().orElse(null), failures);
        this.chores = new Chores(sessionKeys, store, ended, nodeClock, failures, builder.clock);
        StartUpNotes.log(store, conversions.isPossible());
        chores.begin();
    }

    /**
     * Starts building.
     *
     * @param keys where the keys come from
     * @param store where sessions are remembered
     * @return a builder with all defaults
     */
    public static AnonymousSessionsBuilder builder(KeySource keys, SessionStore store) {
        return AnonymousSessionsBuilder.of(keys, store);
    }

    /**
     * Tells whether this node may sign tokens: not while its clock and the store's differ by more than 5 minutes.
     *
     * @return whether {@link #start} is to be called, or visitors get identities for one request
     */
    public boolean canStart() {
        return nodeClock.isTrusted();
    }

    /**
     * Starts a session for a new visitor. Nothing is signed until the grant's tokens are asked for, and no store is asked.
     *
     * @param wanted what the session shall be like; claims that do not fit the limits are left out, with an event
     * @return the session
     * @throws IllegalArgumentException if a claim's name is reserved
     */
    public SessionGrant start(NewSession wanted) {
        return grants.started(newSessions.begin(wanted));
    }

    /**
     * Starts a session for a visitor whom no filter of this library sees: a service asks, and gives the visitor the tokens.
     * Both are signed with RS256, in whichever form they are asked for. No store is asked.
     *
     * @param claims 2,048 bytes at the most; {@code roles} and {@code permissions} are allowed
     * @param tenant the tenant, or {@code null} for none
     * @param refreshLifetime life of each refresh token, brought to 3 minutes at least and the absolute lifetime at the
     *     most, or {@code null} for the configured one
     * @return the session
     * @throws IllegalArgumentException if a claim's name is reserved, the tenant is none, or the lifetime is not positive
     * @throws ClaimsTooLargeException if the claims are too large; a customizer's are left out before that
     * @throws SessionStoreException if this node {@linkplain #canStart() may sign no tokens}
     */
    public SessionGrant mint(Claims claims, @Nullable String tenant, @Nullable Duration refreshLifetime) {
        return minting.mint(new NewSession(claims, tenant), refreshLifetime);
    }

    /**
     * Makes an identity that lasts for one request, for a visitor who is not to be given tokens.
     *
     * @param wanted what it shall be like
     * @return a transient principal
     */
    public AnonymousPrincipal transientPrincipal(NewSession wanted) {
        return VerifiedPrincipal.forOneRequest(newSessions.beginForOneRequest(wanted));
    }

    /**
     * Authenticates a visitor by a session token. For a token that was seen before this costs a cache look-up.
     *
     * @param sessionToken what the client sent, of whatever size and shape
     * @return who it is, or why not
     */
    public Authentication authenticate(String sessionToken) {
        return tokens.authenticate(TokenText.of(sessionToken));
    }

    /**
     * Does the same for a part of a longer text, which is not cut out if the token was seen before.
     *
     * @param sessionToken what the client sent, of whatever size and shape
     * @return who it is, or why not
     */
    public Authentication authenticate(TokenText sessionToken) {
        return tokens.authenticate(sessionToken);
    }

    /**
     * Does the same without checking a signature.
     *
     * @param sessionToken what the client sent, of whatever size and shape
     * @return who it is, or why not, if this node has seen the token before or can tell by the token itself
     */
    public Recollection recall(TokenText sessionToken) {
        return tokens.recollect(sessionToken);
    }

    /**
     * Authenticates a visitor by a refresh token, without exchanging it. This asks the store: one of the past verifies too.
     *
     * @param token a verified refresh token
     * @return who it is, or why not
     */
    public Authentication authenticate(RefreshToken token) {
        return refreshes.inspect(token.session());
    }

    /**
     * Verifies a refresh token.
     *
     * @param refreshToken what the client sent, of whatever size and shape
     * @return the token, or why it is none
     */
    public VerificationResult<RefreshToken> verifyRefreshToken(String refreshToken) {
        return verifier.refreshToken(refreshToken);
    }

    /**
     * Exchanges a refresh token. Calls that come together with the same token share one store call and one signature.
     *
     * @param token a verified refresh token
     * @return the session with its new tokens, or why there are none
     */
    public RefreshOutcome refresh(RefreshToken token) {
        return refreshes.refresh(token.session());
    }

    /**
     * Changes claims of a session, name by name, for a visitor who gets new tokens by it. A refresh token that is behind
     * the session must be one that an exchange would accept too. While the session is being converted this waits for up to
     * 2 seconds, and then fails: so a converter must not call it.
     *
     * @param session the session as a verified refresh token has it
     * @param change what to set and remove
     * @return the session with its new claims, or that it is over
     * @throws IllegalArgumentException if a name is reserved
     * @throws IllegalStateException if roles or permissions are set, and the session is another tenant's by now
     * @throws ClaimsTooLargeException if the claims would outgrow their limits; nothing was changed
     * @throws SessionStoreException if the store can not be asked, or this node may sign no tokens; the call may be repeated
     */
    public ClaimsOutcome updateClaims(SessionSnapshot session, ClaimsChange change) {
        return claimChanges.reissue(session, change);
    }

    /**
     * Changes claims of a session, name by name, for a visitor who showed a session token alone, and so gets no new tokens:
     * the change is in the tokens of the next refresh.
     *
     * @param session the session as a verified session token has it
     * @param change what to set and remove
     * @return the visitor with the new claims, or empty if the session is over
     * @throws RuntimeException as {@link #updateClaims} does
     */
    public Optional<Authentication.Authenticated> recordClaims(SessionSnapshot session, ClaimsChange change) {
        return claimChanges
                .record(session, change)
                .map(updated -> new Authentication.Authenticated(VerifiedPrincipal.live(updated), updated));
    }

    /**
     * Changes claims of the session that a token belongs to, for a trusted service that holds the token. Tokens that others
     * hold have the change after their next refresh. Only a {@linkplain #mint minted} session may grow to the size of one.
     *
     * @param token a session token or a refresh token, of whatever size and shape
     * @param change what to set and remove
     * @return the token of the same kind that takes its place, signed with RS256, or why there is none
     * @throws IllegalArgumentException if a name is reserved
     * @throws ClaimsTooLargeException if the claims would outgrow their limits; nothing was changed
     * @throws SessionStoreException as {@link #updateClaims} does
     */
    public TokenUpdate updateToken(String token, ClaimsChange change) {
        return minting.update(token, change);
    }

    /**
     * Selects another tenant for a session, if the session is as the rule has it at that moment.
     *
     * @param session the session as a verified refresh token has it
     * @param tenant the tenant
     * @param rule what the session must be like
     * @return the session with its new tenant, or why it has none
     * @throws RuntimeException as {@link #updateClaims} does, and if the tenant is none
     */
    public ClaimsOutcome selectTenant(SessionSnapshot session, String tenant, TenantRule rule) {
        return minting.selectTenant(session, tenant, rule);
    }

    /**
     * Changes claims of a session whose tokens were not signed yet. No store is asked.
     *
     * @param grant a new session
     * @param change what to set and remove
     * @return the session that takes its place
     * @throws IllegalArgumentException if a name is reserved
     * @throws IllegalStateException if the visitor may have tokens of this session already
     * @throws ClaimsTooLargeException if the claims would outgrow their limits
     */
    public SessionGrant amend(SessionGrant grant, ClaimsChange change) {
        if (!grant.isNew() || grant.isSigned()) {
            throw new IllegalStateException("Only a session without tokens can be amended; use updateClaims");
        }
        return grants.started(claimChanges.amend(grant.session(), change));
    }

    /**
     * Converts a session for a login ID that was proven in it. The effect happens once, however often this is called.
     *
     * @param session the session as a verified token has it
     * @param login what was proven
     * @param choice what the person chose after an earlier {@code ChoiceNeeded}, or {@code null}
     * @return what came of it
     * @throws ConversionFailedException if the application's converter threw; the session is alive as before
     * @throws IllegalStateException if no converter was configured, or a transaction is open that conversions are part of
     * @throws SessionStoreException if the store can not be asked; the call may be repeated
     */
    public ConversionOutcome convert(SessionSnapshot session, VerifiedLogin login, @Nullable String choice) {
        return conversions.convert(session, login, choice);
    }

    /**
     * Converts a session as {@link #convert} does, for somebody who submitted a proof and waits for the answer: while another
     * node is converting it, this waits a moment for what that leads to.
     *
     * @param session the session as a verified token has it
     * @param login what was proven
     * @return what came of it
     * @throws RuntimeException as {@link #convert} does
     */
    public ConversionOutcome submit(SessionSnapshot session, VerifiedLogin login) {
        return conversions.submit(session, login, null);
    }

    /**
     * Converts a session with a ticket of an earlier {@code ChoiceNeeded}, which is good once, in the session that it was made
     * in, and what the person chose; where nothing came of it, it may be brought again.
     *
     * @param session the session as a verified token has it
     * @param ticket what the client sent, of whatever size and shape
     * @param choice one of the options
     * @return what came of it, or why the ticket was refused
     * @throws RuntimeException as {@link #convert} does
     */
    public RedeemOutcome redeem(SessionSnapshot session, ConversionTicket ticket, String choice) {
        return conversions.redeem(session, ticket, choice);
    }

    private void forget(SessionSnapshot session) {
        ended.add(session.sessionId());
        refreshes.forget(session.sessionId());
    }

    /** {@return what tells which account an anonymous subject became} */
    public Lineage lineage() {
        return lineage;
    }

    /** {@return whether sessions can be converted, because a converter was configured} */
    public boolean canConvert() {
        return conversions.isPossible();
    }

    /**
     * Ends a session: all its tokens are refused from now on. Ending twice is no error.
     *
     * @param session the session as a verified token has it
     * @throws SessionStoreException if the store can not be told; the session is then alive as before, and the call should be
     *     repeated
     */
    public void end(SessionSnapshot session) {
        store.end(session);
        forget(session);
        events.publish(new SessionEvent.Ended(session.sessionId()));
    }

    /** {@return whether the store could be asked} Learns from it who was ended elsewhere: at start, then each second or so. */
    public boolean learnEnded() {
        return chores.learnEnded();
    }

    /**
     * {@return what this node has to do from time to time} Learn of sessions that others ended, so that all nodes refuse
     * them within 2 seconds, compare clocks, {@linkplain SessionKeys#refresh() refresh the keys}, and delete what has
     * expired. {@link Maintenance} does each on a thread of its own, unless a scheduler of the application does.
     */
    public List<MaintenanceTask> maintenance() {
        return chores.tasks();
    }

    /** {@return the keys of this deployment, as far as others than tokens need them} */
    public SessionKeys keys() {
        return sessionKeys;
    }

    /** {@return the settings that the sessions were built with} */
    public SessionSettings settings() {
        return settings;
    }

    /**
     * Tells whether a session is over as far as this node knows; what others ended it learns within 2 seconds.
     *
     * @param session the session
     * @return whether it was ended or converted
     */
    public boolean hasEnded(SessionId session) {
        return ended.contains(session);
    }

    /**
     * Tells the configured listener of something that an adapter saw.
     *
     * @param event what happened
     */
    public void publish(SessionEvent event) {
        events.publish(event);
    }
}
