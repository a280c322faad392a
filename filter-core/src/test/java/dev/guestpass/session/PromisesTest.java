// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.Race;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.ConversionFailedException;
import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.KeySource;
import dev.guestpass.key.SigningKey;
import dev.guestpass.key.TestKeys;
import dev.guestpass.session.Authentication.Authenticated;
import dev.guestpass.session.Authentication.Refused;
import dev.guestpass.store.InMemorySessionStore;
import dev.guestpass.store.SessionStoreException;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.TestTokens;
import dev.guestpass.token.VerificationResult.Invalid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the library promises, as far as it is kept without a servlet. */
class PromisesTest {

    private static final VerifiedLogin ANN = VerifiedLogin.byCompletedLogin("ann@example.com");

    private final TestNode node = TestNode.promoting();

    private static AnonymousSessions elsewhere() {
        List<SigningKey> keys = List.of(TestKeys.generate(Algorithm.RS256), TestKeys.generate(Algorithm.HS256));
        KeyRing ring = KeyRing.of(keys, TestKeys.PROJECT_ID);
        return AnonymousSessions.builder(
                        KeySource.of(ring), InMemorySessionStore.builder().build())
                .build();
    }

    @Test
    void p1OnlyOurTokensWhenSignedElsewhereThenNobody() {
        TokenPair foreign = elsewhere().start(NewSession.plain()).tokens();

        assertThat(node.sessions.authenticate(foreign.session().value())).isInstanceOf(Refused.class);
        assertThat(node.sessions.verifyRefreshToken(foreign.refresh().value())).isInstanceOf(Invalid.class);
        assertThat(node.store.calls()).isZero();
    }

    @Test
    void p1OnlyTheRightKindWhenTokensAreSwappedThenNobody() {
        TokenPair tokens = node.start().tokens();

        assertThat(node.sessions.authenticate(tokens.refresh().value())).isInstanceOf(Refused.class);
        assertThat(node.sessions.verifyRefreshToken(tokens.session().value())).isInstanceOf(Invalid.class);
    }

    @Test
    void p1StolenTokenWhenThiefAndOwnerBothRefreshThenSessionEnds() {
        RefreshToken stolen = node.visitor();
        RefreshToken owners = node.refreshToken(node.refreshed(stolen));
        node.clock.advance(Duration.ofMinutes(9));
        SessionGrant current = node.refreshed(owners);

        assertThat(node.sessions.refresh(stolen)).isInstanceOf(RefreshOutcome.Refused.class);
        assertThat(node.authenticate(current)).isEqualTo(new Authentication.Ended());
    }

    @Test
    void p2StoreIsDownWhenPagesAreServedThenVisitorsStayThemselves() {
        SessionGrant grant = node.start();
        RefreshToken token = node.refreshToken(grant);
        node.store.setDown(true);

        assertThat(node.principal(grant).isLive()).isTrue();
        assertThat(node.principal(node.start()).isLive()).isTrue();
        assertThat(node.sessions.refresh(token))
                .isInstanceOfSatisfying(
                        RefreshOutcome.Unavailable.class,
                        unavailable -> assertThat(unavailable.principal().subject())
                                .isEqualTo(grant.session().subject()));
    }

    @Test
    void p2GarbageWhenSentThenNeverAnException() {
        String token = node.start().tokens().session().value();
        for (int cut = 0; cut < token.length(); cut += 7) {
            String broken = token.substring(0, cut) + "\u0000ß🛒." + token.substring(cut);

            assertThat(node.sessions.authenticate(broken)).isInstanceOf(Refused.class);
            assertThat(node.sessions.verifyRefreshToken(broken)).isInstanceOf(Invalid.class);
        }
    }

    @Test
    void p3RaceWhenManyTabsRefreshOnManyNodesThenNobodyIsLoggedOut() {
        List<TestNode> nodes = List.of(node, node.neighbour(), node.neighbour());
        RefreshToken current = node.visitor();
        for (int round = 0; round < 20; round++) {
            RefreshToken presented = current;
            List<SessionGrant> grants = Race.of(12, i -> nodes.get(i % 3).refreshed(presented));
            current = node.refreshToken(grants.get(round % 12));
            node.clock.advance(Duration.ofMinutes(8));
        }
        assertThat(current.session().generation()).isEqualTo(20);
    }

    @Test
    void p3LostResponseWhenPhoneSleepsForDayThenStillThemselves() {
        RefreshToken token = node.visitor();
        node.sessions.refresh(token);
        node.clock.advance(Duration.ofHours(24));

        assertThat(node.refreshed(token).session().generation()).isOne();
    }

    @Test
    void p3RestartWhenStoreForgotEverythingThenIdentityAndClaimsSurvive() {
        SessionGrant changed = ((ClaimsOutcome.Updated) node.sessions.updateClaims(
                        node.refreshed(node.visitor()).session(), ClaimsChange.set("cart", "c-1")))
                .grant();
        TestNode restarted = node.stranger(builder -> builder);

        SessionGrant grant = restarted.refreshed(node.refreshToken(changed));

        assertThat(grant.session().subject()).isEqualTo(changed.session().subject());
        assertThat(grant.session().claims()).isEqualTo(Claims.of(Map.of("cart", "c-1")));
    }

    @Test
    void p3FailedConversionWhenConverterThrowsThenVisitorKeepsEverything() {
        TestNode failing = TestNode.failing("no database");
        SessionGrant grant = failing.sessions.start(new NewSession(Claims.of(Map.of("cart", "c-1")), null));
        RefreshToken token = failing.refreshToken(grant);

        assertThatThrownBy(() -> failing.sessions.convert(token.session(), ANN, null))
                .hasMessageContaining("alive");

        assertThat(failing.refreshed(token).session().claims().string("cart")).contains("c-1");
        assertThat(failing.principal(grant).isLive()).isTrue();
    }

    @Test
    void p4FirstVisitWhenThousandVisitorsThenStoreIsEmpty() {
        InMemorySessionStore store = TestNode.emptyStore(node.clock);
        TestNode shop = node.sharing(store, builder -> builder);

        for (int i = 0; i < 1_000; i++) {
            shop.start().tokens();
        }

        assertThat(store.size()).isZero();
        assertThat(shop.store.calls()).isZero();
        assertThat(shop.keys.signatures()).isEqualTo(1_000);
    }

    @Test
    void p5ReturningVisitWhenThousandPagesThenOneSignatureCheckAndNoStore() {
        String token = node.start().tokens().session().value();

        for (int page = 0; page < 1_000; page++) {
            assertThat(node.sessions.authenticate(token)).isInstanceOf(Authenticated.class);
        }

        assertThat(node.keys.verifications()).isOne();
        assertThat(node.store.calls()).isZero();
    }

    @Test
    void p6ConversionWhenSubmittedOnManyNodesThenEffectIsOne() {
        AtomicInteger effects = new AtomicInteger();
        List<TestNode> nodes = Race.of(
                3,
                i -> node.converting(node.store, conversion -> {
                    effects.incrementAndGet();
                    return new ConversionDecision.Promoted("account-1");
                }));
        SessionSnapshot visitor = node.visitor().session();

        Race.of(16, i -> nodes.get(i % 3).sessions.convert(visitor, ANN, null));

        assertThat(effects).hasValue(1);
    }

    @Test
    void p6ConversionWhenNodesDieAfterTheConverterThenOneAccount() {
        Set<String> accounts = ConcurrentHashMap.newKeySet();
        SessionSnapshot visitor = node.visitor().session();
        for (int death = 0; death < 3; death++) {
            TestNode dying = node.dyingInside(conversion -> accountOf(conversion, accounts));
            assertThatThrownBy(() -> dying.sessions.convert(visitor, ANN, null))
                    .isInstanceOf(SessionStoreException.class);
            node.clock.advance(Duration.ofSeconds(30));
        }
        assertThat(node.sessions.convert(visitor, ANN, null)).isInstanceOf(ConversionOutcome.Converted.class);
        assertThat(accounts).hasSize(1);
    }

    /** What an application with a unique column for the conversion's id does. */
    private static ConversionDecision accountOf(Conversion conversion, Set<String> accounts) {
        accounts.add(conversion.conversionId());
        return new ConversionDecision.Promoted("account-1");
    }

    @Test
    void p6ConversionWhenLoginIsAnothersThenNeverAttached() {
        RefreshToken visitor = node.visitor();
        node.sessions.convert(visitor.session(), ANN, null);

        ConversionOutcome outcome =
                node.sessions.convert(visitor.session(), VerifiedLogin.byCompletedLogin("mallory"), null);

        assertThat(outcome).isInstanceOf(ConversionOutcome.Rejected.class);
        assertThat(outcome.toString()).doesNotContain("account-1");
    }

    @Test
    void p9TwoNodesWhenTheyShareStoreThenTheyBehaveAsOne() {
        TestNode neighbour = node.neighbour();
        SessionGrant grant = node.refreshed(neighbour.visitor());
        neighbour.sessions.updateClaims(grant.session(), ClaimsChange.set("cart", "c-1"));
        node.sessions.end(grant.session());

        neighbour.sessions.learnEnded();

        assertThat(neighbour.authenticate(grant)).isEqualTo(new Authentication.Ended());
    }

    @Test
    void p9TwoNodesWhenNoStoreIsSharedThenTheyStillServe() {
        TestNode stranger = node.stranger(builder -> builder);
        RefreshToken current = node.visitor();
        for (int page = 0; page < 10; page++) {
            TestNode serving = page % 2 == 0 ? node : stranger;
            current = serving.refreshToken(serving.refreshed(current));
            node.clock.advance(Duration.ofMinutes(9));
        }

        assertThat(current.session().generation()).isEqualTo(10);
    }

    @Test
    void p10TextsWhenPrintedThenNoTokenNoIdNoClaimNoLogin() {
        SessionGrant grant = node.sessions.start(new NewSession(Claims.of(Map.of("mail", "ann@example.com")), null));
        RefreshToken token = node.refreshToken(grant);
        List<Object> printed = new ArrayList<>(List.of(grant, grant.tokens(), token, grant.principal()));
        printed.add(node.authenticate(grant));
        printed.add(node.sessions.refresh(token));
        printed.add(node.sessions.updateClaims(token.session(), ClaimsChange.set("note", "secret-note")));
        printed.add(node.sessions.convert(token.session(), ANN, null));

        assertThat(printed + "" + node.events).doesNotContain(secretsOf(grant));
    }

    private static String[] secretsOf(SessionGrant grant) {
        TokenPair tokens = grant.tokens();
        String sessionId = grant.session().sessionId().value();
        return new String[] {
            tokens.session().value(), tokens.refresh().value(), sessionId, "ann@example.com", "secret-note"
        };
    }

    @Test
    void p10LogWhenAStrangersTextsAreRefusedThenNeitherTheyNorALineOfTheirs() {
        String line = "ann@example.com\r\nWARNING: secret-note";
        TestNode failing = TestNode.failing("down");
        SessionGrant grant = failing.start();
        RefreshToken token = failing.refreshToken(grant);
        try (TestLog log = TestLog.of("dev.guestpass")) {
            assertThatThrownBy(
                            () -> failing.sessions.convert(token.session(), VerifiedLogin.byCompletedLogin(line), null))
                    .isInstanceOf(ConversionFailedException.class);
            failing.sessions.authenticate(line);
            failing.sessions.authenticate(TestTokens.signed(
                    TestKeys.rsa(), TestTokens.json(Map.of("alg", "RS256", "kid", line)), TestTokens.json(Map.of())));
            failing.sessions.verifyRefreshToken(line);
            failing.store.setDown(true);
            failing.sessions.refresh(token);
            failing.sessions.learnEnded();

            assertThat(log.text()).contains("store can not be asked").doesNotContain(secretsOf(grant));
        }
    }

    @Test
    void p10LogWhenEverythingFailsThenNoTokenNoIdNoClaimNoLogin() {
        try (TestLog log = TestLog.of("dev.guestpass")) {
            Claims claims = Claims.of(Map.of("note", "secret-note", "large", "ann@example.com".repeat(100)));
            SessionGrant grant = node.sessions.start(new NewSession(claims, null));
            RefreshToken token = node.refreshToken(grant);
            node.store.setDown(true);
            node.sessions.refresh(token);
            node.sessions.learnEnded();

            assertThat(log.text()).contains("store can not be asked", "large").doesNotContain(secretsOf(grant));
        }
    }
}
