// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Reply;
import dev.guestpass.spring.Logins;
import dev.guestpass.spring.RecordedConversions;
import dev.guestpass.spring.Shop;
import dev.guestpass.spring.SpringServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Log-ins without the form: by remember-me, and by the application itself. */
class OtherLoginsTest {

    @RegisterExtension
    static final SpringServer SERVER = Shop.server();

    private Browser visitor;
    private String subject;
    private RecordedConversions converter;

    @BeforeEach
    void visit() {
        visitor = SERVER.browser();
        subject = visitor.get("/").subject();
        converter = SERVER.bean(RecordedConversions.class);
    }

    /** A browser that was signed in once, and remembers that beside the session of a visitor. */
    private Browser rememberedBesideVisitor() {
        Browser person = SERVER.browser();
        Logins.login(person, "/login", "alice", "&remember-me=on");
        person.drop("JSESSIONID");
        visitor.cookies().forEach(person::put);
        return person;
    }

    @Test
    void getWhenRememberedAndVisitorThenConverts() {
        Browser person = rememberedBesideVisitor();

        Reply reply = person.get("/untouched");
        person.get("/");

        assertThat(reply.setCookie("DS")).startsWith("DS=; Max-Age=0;");
        assertThat(person.get("/name").body()).isEqualTo("alice");
        assertThat(converter.calls())
                .extracting(conversion -> conversion.session().subject())
                .containsExactly(subject);
    }

    @Test
    void getWhenRememberedAndNoVisitorThenNoCookiesOfOurs() {
        Browser person = rememberedBesideVisitor().drop("DS").drop("DSR");

        assertThat(person.get("/untouched").cookieNames()).doesNotContain("DS", "DSR");
        assertThat(person.get("/").setCookies()).isEmpty();
        assertThat(converter.calls()).isEmpty();
    }

    @Test
    void signInWhenByTheRepositoryOfTheChainThenConvertsAtOnce() {
        Reply reply = Logins.signIn(visitor, "shared", "alice");

        assertThat(reply.body()).isEqualTo("signed in");
        assertThat(reply.setCookie("DSR")).startsWith("DSR=; Max-Age=0;");
        assertThat(visitor.get("/name").body()).isEqualTo("alice");
        assertThat(converter.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"servlet, /untouched", "own, /untouched", "own, /legacy/page"})
    void signInWhenByAnotherRepositoryThenConvertsWithTheNextRequest(String way, String next) {
        Reply reply = Logins.signIn(visitor, way, "alice");

        assertThat(reply.cookieNames()).containsExactly("JSESSIONID");
        assertThat(converter.calls()).isEmpty();
        assertThat(visitor.get(next).setCookie("DSR")).startsWith("DSR=; Max-Age=0;");
        assertThat(converter.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "servlet"})
    void logoutWhenLoginWasNotNoticedYetThenConvertsAndEnds(String way) {
        Logins.signIn(visitor, way, "alice");

        Reply reply = Logins.logout(visitor);

        assertThat(reply.cookieNames()).contains("DS", "DSR");
        assertThat(converter.calls())
                .extracting(conversion -> conversion.session().subject())
                .containsExactly(subject);
    }

    @Test
    void logoutWhenNobodyIsSignedInThenVisitorStays() {
        Logins.logout(visitor);

        assertThat(visitor.get("/").subject()).isEqualTo(subject);
    }

    @Test
    void getWhenSeveralRequestsFollowALoginThenConvertsOnce() {
        Logins.signIn(visitor, "own", "alice");
        List<CompletableFuture<Reply>> tabs = Stream.generate(visitor::copy)
                .limit(8)
                .map(tab -> CompletableFuture.supplyAsync(() -> tab.get("/untouched")))
                .toList();

        assertThat(tabs).allMatch(tab -> tab.join().status() == 200);
        assertThat(converter.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "shared", "own"})
    void signInWhenItIsTheFirstRequestThenNothingConverts(String way) {
        Browser stranger = SERVER.browser();

        Logins.signIn(stranger, way, "alice");
        stranger.get("/");

        assertThat(stranger.get("/name").body()).isEqualTo("alice");
        assertThat(stranger.cookies()).doesNotContainKeys("DS", "DSR");
    }

    @Test
    void signUpWhenFirstRequestReadThePrincipalThenThatOneConverts() {
        Browser stranger = SERVER.browser();

        Reply reply = Logins.signIn(stranger, "sign-up", "dave");

        assertThat(stranger.cookies()).doesNotContainKeys("DS", "DSR");
        assertThat(converter.calls()).hasSize(1);
        assertThat(converter.calls().get(0).session().subject()).isEqualTo(reply.body());
    }

    @Test
    void signUpWhenVisitorThenTheyConvert() {
        assertThat(Logins.signIn(visitor, "sign-up", "dave").body()).isEqualTo(subject);
        assertThat(converter.calls()).hasSize(1);
        assertThat(visitor.cookies()).containsOnlyKeys("JSESSIONID");
    }
}
