// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.abuse;

import static java.lang.System.Logger.Level.INFO;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import dev.guestpass.samples.checkout.abuse.Forgery.Parts;
import java.io.IOException;
import java.net.Socket;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The shop under abuse. The build sends a little of everything; {@code -Dguestpass.abuse=full} sends 1,000 forged tokens of
 * every kind, 10,000 first visits from one address and 1,000 slow connections, and measures what genuine visitors notice.
 */
class AbuseTest {

    @RegisterExtension
    static final ShopProcess SHOP = new ShopProcess();

    private static final System.Logger LOG = System.getLogger(AbuseTest.class.getName());
    private static final boolean IS_FULL = "full".equals(System.getProperty("guestpass.abuse"));
    private static final int FORGED = IS_FULL ? 1_000 : 25;
    private static final int FIRST_VISITS = IS_FULL ? 10_000 : 300;
    private static final int SLOW = IS_FULL ? 1_000 : 50;
    private static final int MEASURED = IS_FULL ? 4_000 : 100;
    private static final int WARMING = IS_FULL ? 30_000 : 100;
    private static final int ROUNDS = IS_FULL ? 11 : 1;

    /** With these, all that the full run sends one after the other comes while it measures, too. */
    private static final int EACH_SECOND = 500;

    private final RawClient abuser = new RawClient(SHOP.port());
    private final Random random = new Random(4_711);
    private static Map<String, String> victim;
    private static Map<String, String> thief;
    private static KnownVisitor genuine;
    private static PublicKey publicKey;
    private static String project;

    /** Before the first visits of all tests have used their address's budget up. */
    @BeforeAll
    static void visit() throws Exception {
        RawClient client = new RawClient(SHOP.port());
        victim = RawClient.tokens(client.get("/", ""));
        thief = RawClient.tokens(client.get("/", ""));
        genuine = new KnownVisitor(client, victim.get("DS"));
        publicKey = publicKey(client.get("/guestpass/jwks.json", ""));
        project = issuer(victim.get("DS"));
    }

    private static PublicKey publicKey(String answer) throws Exception {
        JWKSet keys = JWKSet.parse(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
        return keys.getKeys().get(0).toRSAKey().toRSAPublicKey();
    }

    private static String issuer(String token) {
        String payload = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8);
        return payload.replaceAll(".*\"iss\":\"([^\"]+)\".*", "$1");
    }

    private static String cookie(String pairs) {
        return "Cookie: " + pairs + "\r\n";
    }

    /** Neither one of us, nor what was sent; a text of a few letters can be a part of any answer. */
    private void assertNobody(String answer, String sent) {
        assertThat(answer)
                .doesNotContain(genuine.subject(), "forged", "Exception", sent.length() < 20 ? "Exception" : sent)
                .doesNotStartWith("HTTP/1.1 5");
    }

    private void sendForged(Forgery forgery, ForgedCall call) throws Exception {
        String session = forgery.of(Parts.of(victim.get("DS"), publicKey), random);
        String refresh = forgery.of(Parts.of(victim.get("DSR"), publicKey), random);

        assertNobody(abuser.get("/guestpass/session", cookie("DS=" + session + "; DSR=" + refresh)), session);
        assertNobody(abuser.get("/guestpass/session", "Authorization: Bearer " + session + "\r\n"), session);
        call.send(abuser, session, refresh, project).forEach(answer -> assertNobody(answer, session));
    }

    private void sendAllForged(int each) throws Exception {
        for (Forgery forgery : Forgery.values()) {
            for (int i = 0; i < each; i++) {
                sendForged(forgery, ForgedCall.ALL.get(i % ForgedCall.ALL.size()));
            }
        }
    }

    @Test
    void getWhenTokensAreForgedThenNoClaimIsHonouredAndNothingFails() throws Exception {
        sendAllForged(FORGED);

        LOG.log(INFO, "Forged tokens were answered {0}", abuser);
        assertThat(abuser.serverErrors()).as("%s", abuser).isZero();
        genuine.assertStillThemselves();
    }

    @Test
    void getWhenManyFirstVisitsComeFromOneAddressThenAllAreServedAndFewGetTokens() throws IOException {
        int issued = 0;
        for (int i = 0; i < FIRST_VISITS; i++) {
            issued += RawClient.tokens(abuser.get("/", "")).isEmpty() ? 0 : 1;
        }

        LOG.log(INFO, "{0} first visits, {1} got tokens, answers {2}", FIRST_VISITS, issued, abuser);
        assertThat(abuser.count("200")).isEqualTo(FIRST_VISITS);
        assertThat(issued).isLessThan(100); // the burst, and what an hour's budget brings meanwhile
    }

    @Test
    void getWhenCookiesAreHugeThenAClean4xx() throws IOException {
        for (int i = 0; i < 20; i++) {
            String sent = "a".repeat(100_000);
            assertNobody(abuser.get("/", cookie("DS=" + sent)), sent);
        }

        // Tomcat resets a connection on what it does not read, which can be quicker than its answer.
        assertThat(abuser.count("400")).as("%s", abuser).isPositive();
        assertThat(abuser.count("400") + abuser.count("reset")).as("%s", abuser).isEqualTo(20);
    }

    @Test
    void getWhenCookiesAreDoubledThenNobodyInBothOrders() throws IOException {
        String mine = "DS=" + victim.get("DS");
        String theirs = "DS=" + thief.get("DS");

        for (String pairs : List.of(mine + "; " + theirs, theirs + "; " + mine)) {
            String answer = abuser.get("/guestpass/session", cookie(pairs));
            assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("Set-Cookie: DS");
            assertNobody(answer, mine);
        }
        assertThat(abuser.get("/guestpass/session", cookie(mine + "; DS=a.b.c")))
                .contains(genuine.subject());
        assertThat(abuser.get("/guestpass/session", cookie("DS=a.b.c; " + mine)))
                .contains(genuine.subject());
    }

    @Test
    void getWhenEverythingComesAtOnceThenGenuineVisitorsAreServed() throws Exception {
        try (Stranger abuser = new Stranger(forged(), SHOP.port())) {
            genuine.p99(WARMING); // a compiler at work on what is new would be measured as well
            abused(abuser, 0, WARMING);
            long[] quiet = new long[ROUNDS];
            long[] abused = new long[ROUNDS];
            long[] flatOut = new long[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                quiet[i] = genuine.p99(MEASURED);
                abused[i] = abused(abuser, EACH_SECOND, MEASURED);
                flatOut[i] = abused(abuser, 0, MEASURED);
            }
            double ratio = times(abused, quiet);
            LOG.log(INFO, "p99 µs {0} quiet, {1} under abuse", Arrays.toString(quiet), Arrays.toString(abused));
            LOG.log(INFO, "and {0} as fast as it is answered", Arrays.toString(flatOut));
            LOG.log(INFO, "medians: {0} times under abuse, {1} times then", ratio, times(flatOut, quiet));
            if (IS_FULL) { // a short run on a busy machine measures the machine
                assertThat(ratio).isLessThan(2);
            }
        }
    }

    private static double times(long[] values, long[] others) {
        return median(values) / median(others);
    }

    private static double median(long[] values) {
        return Arrays.stream(values)
                .sorted()
                .skip(values.length / 2)
                .findFirst()
                .orElseThrow();
    }

    private long abused(Stranger abuser, int eachSecond, int pages) throws IOException {
        List<Socket> slow = slowConnections();
        try {
            abuser.begin(eachSecond);
            long p99 = genuine.p99(pages);
            Stranger.Answers answers = abuser.end();
            LOG.log(INFO, "{0} answers a second: {1}", answers.eachSecond(), answers.statuses());
            assertThat(answers.statuses()).contains("200=").doesNotContainPattern("\\b5\\d\\d=");
            assertThat(answers.eachSecond()).isGreaterThan(IS_FULL ? 0.9 * eachSecond : 0);
            return p99;
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** Made before it is sent, so that making it takes no time from those who are measured. */
    private List<String> forged() throws Exception {
        List<String> forged = new ArrayList<>();
        for (Forgery forgery : Forgery.values()) {
            forged.add(forgery.of(Parts.of(victim.get("DS"), publicKey), random));
        }
        return forged;
    }

    private List<Socket> slowConnections() throws IOException {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            Socket socket = abuser.open();
            String head = RawClient.head("/", cookie("DS=" + victim.get("DS")));
            socket.getOutputStream().write(head.substring(0, 20 + i % 40).getBytes(ISO_8859_1));
            slow.add(socket);
        }
        return slow;
    }
}
