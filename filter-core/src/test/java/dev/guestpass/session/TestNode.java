// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.MutableClock;
import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.key.CountingKeys;
import dev.guestpass.session.Authentication.Authenticated;
import dev.guestpass.store.CountingStore;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.SessionStore;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.VerificationResult;
import dev.guestpass.token.VerificationResult.Valid;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** One node: sessions on real keys and a real store, all of which count, with a clock that a test moves. */
public final class TestNode {

    public final MutableClock clock;
    public final CountingKeys keys = new CountingKeys();
    public final CountingStore store;
    public final List<SessionEvent> events = new CopyOnWriteArrayList<>();
    public final AnonymousSessions sessions;

    private TestNode(
            MutableClock clock, SessionStore shared, UnaryOperator<AnonymousSessionsBuilder> changes, boolean isDown) {
        this.clock = clock;
        this.store = new CountingStore(shared);
        store.setDown(isDown);
        AnonymousSessionsBuilder builder =
                AnonymousSessions.builder(keys, store).clock(clock).listener(events::add);
        this.sessions = changes.apply(builder).build();
    }

    public static TestNode alone() {
        return with(builder -> builder);
    }

    public static TestNode with(UnaryOperator<AnonymousSessionsBuilder> changes) {
        MutableClock clock = new MutableClock();
        return new TestNode(clock, emptyStore(clock), changes, false);
    }

    /** A node that measures how long signatures take by another clock. */
    public static TestNode timedBy(LongSupplier nanos) {
        return with(timed(nanos));
    }

    public static UnaryOperator<AnonymousSessionsBuilder> timed(LongSupplier nanos) {
        return builder -> builder.nanos(nanos);
    }

    public static TestNode with(SessionSettings settings) {
        return with(builder -> builder.settings(settings));
    }

    public static TestNode withStoreDown() {
        MutableClock clock = new MutableClock();
        return new TestNode(clock, emptyStore(clock), builder -> builder, true);
    }

    public static TestNode converting(AnonymousUserConverter converter) {
        return with(builder -> builder.converter(converter));
    }

    /** A node whose converter makes a new account of everyone. */
    public static TestNode promoting() {
        return converting(conversion -> new ConversionDecision.Promoted("account-1"));
    }

    /** A node whose converter throws. */
    public static TestNode failing(String message) {
        return converting(conversion -> {
            throw new IllegalStateException(message);
        });
    }

    /** Another node, with this one's clock and another converter. */
    public TestNode converting(SessionStore shared, AnonymousUserConverter converter) {
        return sharing(shared, builder -> builder.converter(converter));
    }

    /** Another node on this one's store, which it can not reach any more once its converter has done its work. */
    public TestNode dyingInside(AnonymousUserConverter converter) {
        TestNode[] dying = new TestNode[1];
        dying[0] = converting(store, conversion -> {
            ConversionDecision decision = converter.convert(conversion);
            dying[0].store.setDown(true);
            return decision;
        });
        return dying[0];
    }

    /** Another node, with this one's keys and clock. */
    public TestNode sharing(SessionStore shared, UnaryOperator<AnonymousSessionsBuilder> changes) {
        return new TestNode(clock, shared, changes, false);
    }

    /** Another node on this one's store. */
    public TestNode neighbour() {
        return sharing(store, builder -> builder);
    }

    /** Another node, with this one's keys and a store that knows nothing. */
    public TestNode stranger(UnaryOperator<AnonymousSessionsBuilder> changes) {
        return sharing(emptyStore(clock), changes);
    }

    public static InMemorySessionStore emptyStore(MutableClock clock) {
        return InMemorySessionStore.builder().clock(clock).build();
    }

    public SessionGrant start() {
        return sessions.start(NewSession.plain());
    }

    /** The refresh token that a visitor with this grant has. */
    public RefreshToken refreshToken(SessionGrant grant) {
        String text = grant.tokens().refresh().value();
        VerificationResult<RefreshToken> result = sessions.verifyRefreshToken(text);
        assertThat(result).isInstanceOf(Valid.class);
        return ((Valid<RefreshToken>) result).token();
    }

    /** A visitor on the first page: all there is of them is a refresh token. */
    public RefreshToken visitor() {
        return refreshToken(start());
    }

    /** Refreshes where that is to succeed. */
    public SessionGrant refreshed(RefreshToken token) {
        return assertThat(sessions.refresh(token))
                .asInstanceOf(type(RefreshOutcome.Refreshed.class))
                .actual()
                .grant();
    }

    public Authentication authenticate(SessionGrant grant) {
        return sessions.authenticate(grant.tokens().session().value());
    }

    public AnonymousPrincipal principal(SessionGrant grant) {
        return assertThat(authenticate(grant))
                .asInstanceOf(type(Authenticated.class))
                .actual()
                .principal();
    }

    public <T extends SessionEvent> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
