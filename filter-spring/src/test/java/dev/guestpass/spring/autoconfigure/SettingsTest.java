// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.GuestpassSettings;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class SettingsTest {

    /** Every name that the filter reads, with a value that is not its default. */
    private static final String[] EVERY_SETTING = {
        "issuer=https://shop.example/P2abcdefghijklmnopqrstuvwxyz",
        "project-id=P2abcdefghijklmnopqrstuvwxyz",
        "session.lifetime=11m",
        "refresh.lifetime=29d",
        "refresh.absolute-lifetime=181d",
        "refresh.rotate=false",
        "refresh.reuse-interval=31s",
        "refresh.lost-response=false",
        "refresh.on-missing=refuse",
        "refresh.signature=rs256",
        "issuance.mode=on-access",
        "issuance.budget.burst=61",
        "issuance.budget.per-hour=601",
        "issuance.excluded-paths=/a,/b c",
        "cookies.session-name=S",
        "cookies.refresh-name=R",
        "cookies.domain=shop.example",
        "cookies.same-site=None",
        "cookies.prefix=never",
        "cookies.accept-plain=true",
        "cookies.partitioned=true",
        "claims.max-bytes=1025",
        "claims.writable-by-browser=cart,lang",
        "claims.private=debt",
        "conversion.claims=cart,mail:contactEmail",
        "conversion.ticket-lifetime=16m",
        "conversion.keep-lineage=30d",
        "keys.location=env:OTHER",
        "keys.rotate-every=30d",
        "keys.announce=2h",
        "keys.secret=twenty-two-characters-",
        "keys.passphrase=open",
        "store=jdbc",
        "jdbc.table-prefix=shop_",
        "jdbc.create-tables=false",
        "jdbc.time-budget=2s",
        "redis.prefix=shop:",
        "redis.shards=8",
        "redis.time-budget=1s",
        "management.keys=K2abcdefghijklmnopqrstuv,{sha256}0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "management.path=/inside",
        "management.budget.per-second=7",
        "tenants.selectable=t-1,t-2",
        "endpoints.path=/visitors",
        "endpoints.allowed-origins=https://a.example,https://b.example",
        "expose-user-principal=true",
        "verification.code-length=8",
        "verification.code-lifetime=5m",
        "verification.tries=3",
        "verification.link-base=https://shop.example",
        "verification.budget.per-login=11",
        "verification.budget.per-session=12",
        "verification.budget.per-address=13",
        "mail.host=mail.example",
        "mail.port=2525",
        "mail.username=shop",
        "mail.from=shop@shop.example",
        "mail.tls=implicit"
    };

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(GuestpassProperties.class)
    static class Reading {

        @Bean
        GuestpassSettings settings(GuestpassProperties properties) {
            return SettingTexts.read(properties);
        }
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Reading.class);

    private ApplicationContextRunner with(String... settings) {
        return runner.withPropertyValues(
                Arrays.stream(settings).map(setting -> "guestpass." + setting).toArray(String[]::new));
    }

    private static GuestpassSettings asElsewhere(String... settings) {
        Map<String, String> texts = Arrays.stream(settings)
                .map(setting -> ("guestpass." + setting).split("=", 2))
                .collect(toMap(pair -> pair[0], pair -> pair[1]));
        return GuestpassSettings.read(texts::get);
    }

    @Test
    void readWhenNothingIsSetThenDefaults() {
        runner.run(context ->
                assertThat(context.getBean(GuestpassSettings.class)).isEqualTo(GuestpassSettings.defaults()));
    }

    @Test
    void readWhenEverythingIsSetThenAllOfIt() {
        with(EVERY_SETTING)
                .run(context ->
                        assertThat(context.getBean(GuestpassSettings.class)).isEqualTo(asElsewhere(EVERY_SETTING)));
    }

    @Test
    void everySettingWhenComparedToWhatIsReadThenComplete() {
        Set<String> names = Arrays.stream(EVERY_SETTING)
                .map(setting -> "guestpass." + setting.substring(0, setting.indexOf('=')))
                .collect(toCollection(TreeSet::new));
        names.addAll(Metadata.OUTSIDE_SPRING.keySet());
        names.remove("guestpass.config.location"); // says where the others are, and is read before them
        names.add("guestpass.mail.password"); // not without a user name; see below

        assertThat(names).isEqualTo(Metadata.namesThatAreRead());
    }

    static String[] everySetting() {
        return EVERY_SETTING;
    }

    @ParameterizedTest
    @MethodSource("everySetting")
    void readWhenOneIsSetThenThatOne(String setting) {
        with(setting)
                .run(context -> assertThat(context.getBean(GuestpassSettings.class))
                        .isEqualTo(asElsewhere(setting))
                        .isNotEqualTo(GuestpassSettings.defaults()));
    }

    @Test
    void readWhenPasswordIsSetThenItDoesNotShow() {
        with("mail.username=shop", "mail.password=hunter2").run(context -> {
            GuestpassSettings settings = context.getBean(GuestpassSettings.class);
            assertThat(settings.mail().password()).isEqualTo("hunter2");
            assertThat(settings + " " + context.getBean(GuestpassProperties.class))
                    .doesNotContain("hunter2");
        });
    }

    @Test
    void readWhenAListIsIndexedThenAllOfIt() {
        with("claims.writable-by-browser[0]=cart", "claims.writable-by-browser[1]=lang")
                .run(context -> assertThat(context.getBean(GuestpassSettings.class)
                                .filter()
                                .writableClaims())
                        .containsExactlyInAnyOrder("cart", "lang"));
    }

    @Test
    void propertiesWhenShownThenNoKey() {
        with("management.keys=K2abcdefghijklmnopqrstuv")
                .run(context -> assertThat(
                                context.getBean(GuestpassProperties.class).toString())
                        .contains("1 keys")
                        .doesNotContain("K2abcdefghijklmnopqrstuv"));
    }

    @Test
    void readWhenAKeyIsWrongThenErrorDoesNotRepeatIt() {
        with("management.keys=almost-secret")
                .run(context -> assertThat(context.getStartupFailure().toString()
                                + context.getStartupFailure().getCause())
                        .doesNotContain("almost-secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sesion.lifetime=10m", "session.life=10m", "keys.path=file:x", "cookie.prefix=never"})
    void readWhenNameIsUnknownThenErrorNamesIt(String setting) {
        with(setting)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("guestpass." + setting.substring(0, setting.indexOf('='))));
    }

    @ParameterizedTest
    @CsvSource({
        "session.lifetime, soon",
        "session.lifetime, 0s",
        "refresh.lifetime, 200d",
        "refresh.absolute-lifetime, 500d",
        "refresh.reuse-interval, 2m",
        "refresh.signature, es256",
        "refresh.on-missing, guess",
        "issuance.mode, sometimes",
        "issuance.budget.burst, many",
        "issuance.excluded-paths, a",
        "cookies.session-name, a=b",
        "cookies.domain, a b",
        "cookies.same-site, Some",
        "cookies.prefix, always",
        "claims.max-bytes, 0",
        "claims.writable-by-browser, roles",
        "conversion.claims, cart:roles",
        "conversion.ticket-lifetime, 25h",
        "conversion.keep-lineage, soon",
        "management.keys, short",
        "management.path, inside",
        "management.budget.per-second, 0",
        "endpoints.path, visitors",
        "endpoints.allowed-origins, https://a.example/",
        "project-id, short",
        "store, oracle",
        "verification.code-length, 4",
        "verification.tries, 99",
        "verification.link-base, shop.example",
        "verification.budget.per-login, 0",
        "mail.tls, perhaps",
        "mail.port, 99999",
        "expose-user-principal, perhaps"
    })
    void readWhenValueIsWrongThenErrorNamesTheSetting(String name, String value) {
        with(name + '=' + value).run(context -> assertThat(context).getFailure().hasStackTraceContaining(name));
    }
}
