// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Claims;
import dev.guestpass.MutableClock;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.key.Algorithm;
import dev.guestpass.key.KeyRing;
import dev.guestpass.key.KeyRotation;
import dev.guestpass.key.KeyUse;
import dev.guestpass.key.LateKeys;
import dev.guestpass.key.LiveKeyRing;
import dev.guestpass.key.SharedKeys;
import dev.guestpass.key.TestKeys;
import dev.guestpass.token.TokenIssuer.IssuedToken;
import dev.guestpass.token.VerificationResult.Valid;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * More than a year of three nodes whose keys take turns, and who learn of each other's rotations late, by anything up to
 * the time for which keys are announced. Every token that has not expired is good on every node at every moment.
 */
class RotationSimulationTest {

    private static final Duration ANNOUNCE = Duration.ofHours(6);
    private static final Duration LIFE = Duration.ofDays(60);
    private static final KeyRotation ROTATION =
            new KeyRotation(Duration.ofDays(30), ANNOUNCE, LIFE.plus(TestTokens.SETTINGS.leeway()));
    private static final TokenSettings SETTINGS = new TokenSettings(
            TestKeys.PROJECT_ID, Duration.ofDays(1), TestTokens.SETTINGS.leeway(), Algorithm.ES256, Algorithm.HS256);
    private static final Duration YEAR = Duration.ofDays(400);

    private final MutableClock clock = new MutableClock();
    private final SharedKeys shared = new SharedKeys(KeyRing.of(
            List.of(
                    TestKeys.generate(Algorithm.ES256, MutableClock.START),
                    TestKeys.generate(Algorithm.HS256, MutableClock.START)),
            TestKeys.PROJECT_ID));
    private final List<Node> nodes =
            IntStream.range(0, 3).mapToObj(number -> new Node()).toList();
    private final List<Living> tokens = new ArrayList<>();

    /** A token that is in somebody's browser. */
    private record Living(IssuedToken token, boolean refresh) {}

    private final class Node {

        private final LateKeys source = new LateKeys(shared, clock);
        private final LiveKeyRing keys =
                new LiveKeyRing(source, new KeyUse(Set.of(Algorithm.ES256, Algorithm.HS256), ROTATION), clock);
        private final TokenIssuer issuer = new TokenIssuer(keys, SETTINGS, clock, new SecureRandom());
        private final TokenVerifier verifier = new TokenVerifier(keys, SETTINGS, clock);

        private boolean accepts(Living living) {
            String text = living.token().value();
            return (living.refresh() ? verifier.refreshToken(text) : verifier.sessionToken(text)) instanceof Valid;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4_711, 271_828})
    void verifyWhenKeysTakeTurnsThenEveryLivingTokenIsGoodEverywhere(long seed) {
        Random random = new Random(seed);
        Instant end = clock.instant().plus(YEAR);

        while (clock.instant().isBefore(end)) {
            clock.advance(Duration.ofSeconds(1 + random.nextInt(12 * 60 * 60)));
            for (Node node : nodes) {
                node.source.seesUpTo(
                        clock.instant().minus(Duration.ofSeconds(random.nextInt((int) ANNOUNCE.toSeconds()))));
                node.keys.refresh();
            }
            issue(nodes.get(random.nextInt(nodes.size())));
            tokens.removeIf(living -> !clock.instant().isBefore(living.token().expiresAt()));
            check(random);
        }

        assertThat(shared.rotations()).isBetween(13, 40);
        assertThat(shared.load().keys()).hasSizeBetween(6, 10);
    }

    private void issue(Node node) {
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        SessionSnapshot session = new SessionSnapshot(
                new SessionId("sid-" + tokens.size() + "-0123456789012345"),
                "A-subject",
                null,
                0,
                Claims.empty(),
                0,
                now,
                LIFE,
                now.plus(LIFE));
        tokens.add(new Living(node.issuer.sessionToken(session), false));
        tokens.add(new Living(node.issuer.refreshToken(session, Algorithm.HS256), true));
    }

    /** A sample of the living, and always the oldest and the youngest. */
    private void check(Random random) {
        List<Living> sample = new ArrayList<>(List.of(tokens.get(0), tokens.get(tokens.size() - 1)));
        sample.add(tokens.get(random.nextInt(tokens.size())));
        for (Node node : nodes) {
            assertThat(sample).allMatch(node::accepts, "is good at " + clock.instant());
        }
    }
}
