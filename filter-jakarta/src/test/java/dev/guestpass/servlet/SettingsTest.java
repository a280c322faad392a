// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.key.TestKeys;
import dev.guestpass.servlet.FilterSettings.Mode;
import dev.guestpass.servlet.transport.CookieSettings;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.store.InMemorySessionStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static GuestpassSettings read(String name, String value) {
        return GuestpassSettings.read(Map.of("guestpass." + name, value)::get);
    }

    static Stream<Arguments> everyName() {
        return Stream.of(
                Arguments.of("issuer", "https://id.example/P1", "https://id.example/P1"),
                Arguments.of("project-id", "P".repeat(28), "P".repeat(28)),
                Arguments.of("session.lifetime", "11m", "PT11M"),
                Arguments.of("refresh.lifetime", "27d", "PT648H"),
                Arguments.of("refresh.absolute-lifetime", "90d", "PT2160H"),
                Arguments.of("refresh.rotate", "false", "false"),
                Arguments.of("refresh.reuse-interval", "7s", "PT7S"),
                Arguments.of("refresh.lost-response", "false", "PT0S"),
                Arguments.of("refresh.on-missing", "refuse", "REFUSE"),
                Arguments.of("refresh.signature", "rs256", "RS256"),
                Arguments.of("issuance.mode", "on-access", "ON_ACCESS"),
                Arguments.of("issuance.budget.burst", "61", "budgetBurst=61"),
                Arguments.of("issuance.budget.per-hour", "601", "budgetPerHour=601"),
                Arguments.of("issuance.excluded-paths", "/a/, /b/", "[/a/, /b/]"),
                Arguments.of("cookies.session-name", "S1", "sessionName=S1"),
                Arguments.of("cookies.refresh-name", "R1", "refreshName=R1"),
                Arguments.of("cookies.domain", "shop.example", "domain=shop.example"),
                Arguments.of("cookies.same-site", "Strict", "sameSite=STRICT"),
                Arguments.of("cookies.prefix", "never", "prefix=NEVER"),
                Arguments.of("cookies.accept-plain", "TRUE", "acceptPlain=true"),
                Arguments.of("cookies.partitioned", "true", "partitioned=true"),
                Arguments.of("claims.max-bytes", "2000", "maxBytes=2000"),
                Arguments.of("claims.writable-by-browser", "cart", "writableClaims=[cart]"),
                Arguments.of("claims.private", "debt", "privateNames=[debt]"),
                Arguments.of("conversion.claims", "mail:contactEmail", "names={mail=contactEmail}"),
                Arguments.of("conversion.ticket-lifetime", "5m", "ticketLifetime=PT5M"),
                Arguments.of("conversion.keep-lineage", "30d", "keepLineage=PT720H"),
                Arguments.of("keys.location", "file:/etc/keys.json", "file:/etc/keys.json"),
                Arguments.of("keys.rotate-every", "30d", "rotateEvery=PT720H"),
                Arguments.of("keys.announce", "2h", "announce=PT2H"),
                Arguments.of("keys.secret", "one,two", "secrets=2"),
                Arguments.of("keys.passphrase", "open sesame", "passphrase=***"),
                Arguments.of("store", "redis", "kind=REDIS"),
                Arguments.of("jdbc.data-source", "java:comp/env/jdbc/shop", "dataSource=java:comp/env/jdbc/shop"),
                Arguments.of("jdbc.table-prefix", "shop_", "tablePrefix=shop_"),
                Arguments.of("jdbc.create-tables", "false", "createTables=false"),
                Arguments.of("jdbc.time-budget", "700ms", "timeBudget=PT0.7S"),
                Arguments.of("redis.url", "redis://me:secret@127.0.0.1:1", "url=redis://***@127.0.0.1:1"),
                Arguments.of("redis.cluster", "true", "cluster=true"),
                Arguments.of("redis.prefix", "shop:", "prefix=shop:"),
                Arguments.of("redis.shards", "4", "shards=4"),
                Arguments.of("redis.time-budget", "200ms", "timeBudget=PT0.2S"),
                Arguments.of("management.keys", "K2abcdefghijklmnopqrstuv", "ManagementKey[8e92880b]"),
                Arguments.of("management.budget.per-second", "7", "mintsPerSecond=7"),
                Arguments.of("management.path", "/inside", "managementPath=/inside"),
                Arguments.of("tenants.selectable", "t-1", "selectableTenants=[t-1]"),
                Arguments.of("endpoints.path", "/api", "endpointPath=/api"),
                Arguments.of("endpoints.allowed-origins", "https://a.example", "[https://a.example]"),
                Arguments.of("expose-user-principal", "true", "exposeUserPrincipal=true"),
                Arguments.of("verification.code-length", "8", "codeLength=8"),
                Arguments.of("verification.code-lifetime", "5m", "codeLifetime=PT5M"),
                Arguments.of("verification.tries", "3", "tries=3"),
                Arguments.of("verification.budget.per-login", "11", "perLogin=11"),
                Arguments.of("verification.budget.per-session", "12", "perSession=12"),
                Arguments.of("verification.budget.per-address", "13", "perAddress=13"),
                Arguments.of(
                        "verification.link-base",
                        "https://shop.example/shop/",
                        "linkPage=https://shop.example/shop/guestpass/verifications/link"),
                Arguments.of("mail.host", "mail.example", "host=mail.example"),
                Arguments.of("mail.port", "2525", "port=2525"),
                Arguments.of("mail.username", "shop", "username=shop"),
                Arguments.of("mail.from", "shop@shop.example", "from=shop@shop.example"),
                Arguments.of("mail.tls", "implicit", "port=465"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyName")
    void readWhenNameIsSetThenItHasEffect(String name, String value, String shown) {
        GuestpassSettings settings = read(name, value);

        assertThat(settings).isNotEqualTo(GuestpassSettings.defaults());
        assertThat(settings.toString()).contains(shown);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyName")
    void refuseUnknownWhenNameIsKnownThenNothingHappens(String name, String value, String shown) {
        SettingNames.refuseUnknown(List.of("guestpass." + name), "a test");

        assertThat(value).as(shown).isNotBlank();
    }

    @Test
    void readWhenNothingIsSetThenDefaults() {
        assertThat(GuestpassSettings.read(name -> null)).isEqualTo(GuestpassSettings.defaults());
    }

    private static AnonymousSessions sessions(String name, String value) {
        return read(name, value)
                .applyTo(AnonymousSessions.builder(
                        TestKeys.source(), InMemorySessionStore.builder().build()))
                .build();
    }

    @Test
    void applyToWhenRotationIsZeroThenKeysAreLeftToPeople() {
        assertThat(sessions("keys.rotate-every", "0s").keys().states()).isNotEmpty();
    }

    @Test
    void applyToWhenKeysWouldTakeTurnsUnannouncedThenRefused() {
        assertThatThrownBy(() -> sessions("keys.rotate-every", "30m"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("keys.rotate-every", "keys.announce");
    }

    @Test
    void readWhenBlankThenDefaults() {
        assertThat(GuestpassSettings.read(name -> " ")).isEqualTo(GuestpassSettings.defaults());
    }

    @Test
    void defaultsWhenComparedThenAsDocumented() {
        GuestpassSettings defaults = GuestpassSettings.defaults();

        assertThat(defaults.sessions().lifetimes().session()).isEqualTo(Duration.ofMinutes(10));
        assertThat(defaults.sessions().lifetimes().refresh()).isEqualTo(Duration.ofDays(28));
        assertThat(defaults.filter().cookies().sessionName()).isEqualTo("DS");
        assertThat(defaults.filter().cookies().sameSite()).isEqualTo(CookieSettings.SameSite.LAX);
        assertThat(defaults.filter().mode()).isEqualTo(Mode.EAGER);
        assertThat(defaults.filter().budgetBurst()).isEqualTo(60);
        assertThat(defaults.filter().endpointPath()).isEqualTo("/guestpass");
        assertThat(defaults.keys().location()).isEqualTo("file:./guestpass-keys.json");
    }

    @ParameterizedTest
    @CsvSource({
        "session.lifetime,soon",
        "store,oracle",
        "jdbc.table-prefix,shop.gp_",
        "jdbc.time-budget,0s",
        "jdbc.time-budget,2h",
        "redis.prefix,a b",
        "redis.shards,0",
        "redis.time-budget,0s",
        "session.lifetime,10",
        "session.lifetime,-5m",
        "session.lifetime,0s",
        "refresh.lifetime,1y",
        "refresh.lifetime,500d",
        "refresh.absolute-lifetime,500d",
        "refresh.rotate,yes",
        "refresh.reuse-interval,5m",
        "refresh.lost-response,maybe",
        "refresh.on-missing,ignore",
        "refresh.signature,none",
        "issuance.mode,lazy",
        "issuance.budget.burst,many",
        "issuance.budget.per-hour,1.5",
        "cookies.session-name,a b",
        "cookies.refresh-name,a=b",
        "cookies.domain,a;b",
        "cookies.same-site,sometimes",
        "cookies.prefix,always",
        "cookies.accept-plain,1",
        "cookies.partitioned,on",
        "claims.max-bytes,1k",
        "claims.max-bytes,4096",
        "management.keys,short",
        "management.keys,null",
        "management.keys,{sha256}12",
        "management.budget.per-second,0",
        "management.budget.per-second,fast",
        "management.path,inside",
        "management.path,/inside/",
        "management.path,/guestpass",
        "endpoints.path,api",
        "endpoints.path,/api/",
        "issuance.excluded-paths,static/",
        "endpoints.allowed-origins,https://shop.example/",
        "endpoints.allowed-origins,https://shop.example/path",
        "endpoints.allowed-origins,https://Shop.example",
        "endpoints.allowed-origins,https://a@shop.example",
        "endpoints.allowed-origins,shop.example",
        "endpoints.allowed-origins,*",
        "endpoints.allowed-origins,null",
        "claims.writable-by-browser,sub",
        "claims.private,a b",
        "conversion.claims,cart:roles",
        "conversion.ticket-lifetime,25h",
        "conversion.keep-lineage,soon",
        "claims.writable-by-browser,roles",
        "expose-user-principal,perhaps"
    })
    void readWhenValueIsWrongThenErrorNamesTheSetting(String name, String value) {
        assertThatThrownBy(() -> read(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "https://[::1]:8443", "https://xn--bcher-kva.example"})
    void readWhenOriginIsAsBrowsersWriteItThenAllowed(String origin) {
        assertThat(read("endpoints.allowed-origins", origin).filter().allowedOrigins())
                .containsExactly(origin);
    }

    @Test
    void readWhenAKeyIsWrongThenErrorDoesNotRepeatIt() {
        assertThatThrownBy(() -> read("management.keys", "K2abcdefghijklmnopqrstuv,almost-secret"))
                .hasMessageNotContainingAny("almost-secret", "K2abcdefghijklmnopqrstuv");
    }

    @Test
    void readWhenPathEndsInASlashThenSdksThatBreakAreNamed() {
        assertThatThrownBy(() -> read("endpoints.path", "/api/")).hasMessageContaining("Java, Go and Python");
        assertThatThrownBy(() -> read("management.path", "/api/")).hasMessageContaining("Java, Go and Python");
    }

    @Test
    void readWhenIssuerDoesNotEndInTheProjectIdThenSdksThatBreakAreNamed() {
        Map<String, String> values =
                Map.of("guestpass.issuer", "https://id.example/other", "guestpass.project-id", "P".repeat(28));

        assertThatThrownBy(() -> GuestpassSettings.read(values::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Node and PHP");
    }

    @Test
    void readWhenBothCookiesHaveOneNameThenError() {
        assertThatThrownBy(() -> read("cookies.session-name", "dsr"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own name");
    }

    @Test
    void buildWhenBudgetIsNothingThenErrorNamesTheSetting() {
        assertThatThrownBy(() -> IssuanceBudget.perAddress(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("issuance.budget.burst");
    }

    @ParameterizedTest
    @CsvSource({
        "500ms,PT0.5S",
        "30s,PT30S",
        "10m,PT10M",
        "12h,PT12H",
        "2d,PT48H",
        "10 M,PT10M",
        "PT10M,PT10M",
        "P1DT2H,PT26H"
    })
    void durationWhenSpeltThenUnderstood(String text, String expected) {
        SettingValues values = new SettingValues(Map.of("guestpass.x", text)::get);

        assertThat(values.duration("x", Duration.ZERO)).isEqualTo(Duration.parse(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "guestpass.session.lifetime,GUESTPASS_SESSION_LIFETIME",
        "guestpass.refresh.reuse-interval,GUESTPASS_REFRESH_REUSE_INTERVAL",
        "guestpass.issuance.budget.per-hour,GUESTPASS_ISSUANCE_BUDGET_PER_HOUR"
    })
    void inEnvironmentWhenNamedThenUpperCaseWithUnderscores(String name, String expected) {
        assertThat(SettingNames.inEnvironment(name)).isEqualTo(expected);
    }

    @Test
    void refuseUnknownWhenMisspeltThenErrorNamesAll() {
        assertThatThrownBy(() -> SettingNames.refuseUnknown(
                        List.of("guestpass.sesion.lifetime", "other.setting", "guestpass.cookie.domain"), "a test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guestpass.cookie.domain, guestpass.sesion.lifetime, in a test")
                .hasMessageNotContaining("other.setting");
    }

    @Test
    void readWhenProjectIdIsShortThenSaysWhatSdksNeed() {
        assertThatThrownBy(() -> read("project-id", "P123"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guestpass.project-id")
                .hasMessageContaining("28");
    }

    @ParameterizedTest
    @CsvSource({
        "issuer,https://id.example/,slash",
        "issuer,https://id.example/xP2abcdefghijklmnopqrstuvwxyz,issuer",
        "issuer,xP2abcdefghijklmnopqrstuvwxyz,issuer",
        "management.path,/in//side,management.path",
        "endpoints.path,/guest//pass,endpoints.path",
        "management.keys,{SHA256}abcdefghijklmnopqrstuvwxyz,management.keys"
    })
    void readWhenSdksWouldTripOverItThenRefusedByName(String name, String value, String named) {
        Map<String, String> settings =
                Map.of("guestpass.project-id", "P2abcdefghijklmnopqrstuvwxyz", "guestpass." + name, value);

        assertThatThrownBy(() -> GuestpassSettings.read(settings::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
