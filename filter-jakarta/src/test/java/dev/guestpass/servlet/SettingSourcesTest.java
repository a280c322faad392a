// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All places that settings may be in. */
class SettingSourcesTest {

    private static final String LIFETIME = "guestpass.session.lifetime";

    @TempDir
    Path folder;

    private final Map<String, String> parameters = new HashMap<>();
    private final Properties properties = new Properties();
    private final Map<String, String> variables = new HashMap<>();
    private URLClassLoader application;

    @BeforeEach
    void open() throws IOException {
        application = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
    }

    @AfterEach
    void close() throws IOException {
        application.close();
    }

    private SettingSources sources() {
        SettingSource first = new SettingSource("the parameters", parameters.keySet(), parameters::get);
        return SettingSources.of(List.of(first), properties, variables, application);
    }

    private Duration lifetime() {
        return sources().read().sessions().lifetimes().session();
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private void configured(String... lines) throws IOException {
        Files.createDirectories(folder.resolve("META-INF"));
        write("META-INF/microprofile-config.properties", lines);
    }

    @Test
    void readWhenInAllPlacesThenEachCountsBeforeTheNext() throws IOException {
        write("guestpass.properties", LIFETIME + "=6m");
        assertThat(lifetime()).hasMinutes(6);
        open();
        configured(LIFETIME + "=5m");
        assertThat(lifetime()).hasMinutes(5);
        variables.put(
                "GUESTPASS_CONFIG_LOCATION", write("own", LIFETIME + "=4m").toString());
        assertThat(lifetime()).hasMinutes(4);
        variables.put("GUESTPASS_SESSION_LIFETIME", "3m");
        assertThat(lifetime()).hasMinutes(3);
        properties.setProperty(LIFETIME, "2m");
        assertThat(lifetime()).hasMinutes(2);
        parameters.put(LIFETIME, "1m");
        assertThat(lifetime()).hasMinutes(1);
    }

    @Test
    void readWhenNowhereThenDefaults() {
        assertThat(sources().read()).isEqualTo(GuestpassSettings.defaults());
    }

    @Test
    void readWhenFileIsNamedOnTheClassPathThenItIsRead() throws IOException {
        write("shop.properties", LIFETIME + "=4m");
        properties.setProperty("guestpass.config.location", "classpath:shop.properties");

        assertThat(lifetime()).hasMinutes(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classpath:missing.properties", "file:/missing.properties", "/missing.properties"})
    void readWhenNamedFileIsMissingThenErrorNamesItAndTheSetting(String location) {
        properties.setProperty("guestpass.config.location", location);

        assertThatThrownBy(() -> sources().read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guestpass.config.location")
                .hasMessageContaining("missing.properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"guestpass.sesion.lifetime", "session.lifetime"})
    void readWhenFileHasWhatIsNoSettingThenErrorNamesItAndTheFile(String name) throws IOException {
        write("guestpass.properties", name + "=1m");

        assertThatThrownBy(() -> sources().read())
                .hasMessageContaining(name)
                .hasMessageContaining("guestpass.properties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE KEY-----",
                "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC==",
                "guestpass.keys.secretAbCdEf",
                "q8Zk.Tt1mPv0"
            })
    void readWhenFileHasWhatLooksLikeNoNameThenErrorTellsItsPlaceAlone(String line) throws IOException {
        Path file = write("own", LIFETIME + "=4m", line);
        properties.setProperty("guestpass.config.location", file.toString());

        assertThatThrownBy(() -> sources().read())
                .hasMessageContaining("no such setting: entry 2, in " + file)
                .hasMessageNotContaining(line);
    }

    @Test
    void readWhenFileIsMalformedThenErrorNamesItAndTheRemedy() throws IOException {
        write("guestpass.properties", "guestpass.keys.location=C:\\users\\shop");

        assertThatThrownBy(() -> sources().read())
                .hasMessageContaining("guestpass.properties is no file of properties")
                .hasMessageContaining("twice");
    }

    @Test
    void readWhenNamedFileIsNoPathThenErrorNamesTheSetting() {
        properties.setProperty("guestpass.config.location", "ow\0n");

        assertThatThrownBy(() -> sources().read()).hasMessageContaining("guestpass.config.location is no path");
    }

    @ParameterizedTest
    @CsvSource({
        "guestpass.session.lifetime, soon",
        "guestpass.endpoints.path, no-slash",
        "guestpass.store, postgres",
        "guestpass.redis.time-budget, 2h"
    })
    void readWhenValueIsWrongThenErrorSaysWhereItIs(String name, String value) throws IOException {
        write("guestpass.properties", name + "=" + value);

        assertThatThrownBy(() -> sources().read()).hasMessageContaining("(" + name + " is in guestpass.properties)");
    }

    @ParameterizedTest
    @CsvSource({
        "guestpass.session.lifetime, redis://shop:hunter2@db",
        "guestpass.endpoints.allowed-origins, https://shop:hunter2@db"
    })
    void readWhenWrongValueHasAPasswordThenNothingTellsIt(String name, String value) {
        properties.setProperty(name, value);

        assertThatThrownBy(() -> sources().read())
                .hasMessageContaining("://***@db")
                .satisfies(error -> assertThat(Throwables.getStackTrace(error)).doesNotContain("hunter2"));
    }

    @Test
    void readWhenMicroProfileConfigHasWhatIsNoSettingThenErrorNamesIt() throws IOException {
        configured("guestpass.sesion.lifetime=1m", "shop.name=Tea");

        assertThatThrownBy(() -> sources().read())
                .hasMessageContaining("guestpass.sesion.lifetime, in MicroProfile Config");
    }

    @Test
    void readWhenMicroProfileConfigIsBrokenThenOtherSourcesCount() throws IOException {
        Files.createDirectories(folder.resolve("META-INF/services"));
        write("META-INF/services/org.eclipse.microprofile.config.spi.ConfigSource", "missing.Source");
        properties.setProperty(LIFETIME, "2m");

        assertThat(lifetime()).hasMinutes(2);
    }

    @Test
    void readWhenVariableIsNoSettingThenErrorNamesIt() {
        variables.put("GUESTPASS_SESION_LIFETIME", "1m");

        assertThatThrownBy(() -> sources().read())
                .hasMessageContaining("GUESTPASS_SESION_LIFETIME, in the environment");
    }

    @Test
    void readWhenVariableHasWrongValueThenErrorNamesTheSetting() {
        variables.put("GUESTPASS_SESSION_LIFETIME", "soon");

        assertThatThrownBy(() -> sources().read()).hasMessageContaining(LIFETIME + " is \"soon\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GUESTPASS_SERVICE_HOST",
                "GUESTPASS_SERVICE_PORT",
                "GUESTPASS_SERVICE_PORT_HTTP",
                "GUESTPASS_PORT",
                "GUESTPASS_PORT_8080_TCP",
                "GUESTPASS_PORT_8080_TCP_ADDR",
                "GUESTPASSES",
                "OTHER_SETTING"
            })
    void readWhenVariableIsOfAServiceThenItIsNobodysMistake(String name) {
        variables.put(name, "tcp://10.0.0.1:8080");

        assertThat(sources().read()).isEqualTo(GuestpassSettings.defaults());
    }

    private void serviceNextToIt(String name, String port) {
        variables.put("GUESTPASS_" + name + "_SERVICE_HOST", "10.0.0.7");
        variables.put("GUESTPASS_" + name + "_SERVICE_PORT", port);
        variables.put("GUESTPASS_" + name + "_SERVICE_PORT_MAIN", port);
        variables.put("GUESTPASS_" + name + "_PORT", "tcp://10.0.0.7:" + port);
        variables.put("GUESTPASS_" + name + "_PORT_" + port + "_TCP", "tcp://10.0.0.7:" + port);
        variables.put("GUESTPASS_" + name + "_PORT_" + port + "_SCTP_ADDR", "10.0.0.7");
    }

    @Test
    void readWhenServicesAreNextToItThenTheirVariablesAreNoSettings() {
        serviceNextToIt("REDIS", "6379");
        serviceNextToIt("MAIL", "25");

        assertThat(sources().read()).isEqualTo(GuestpassSettings.defaults());
    }

    @Test
    void readWhenServiceHasTheNameOfASettingThenSettingBelowCounts() throws IOException {
        serviceNextToIt("MAIL", "25");
        write(
                "guestpass.properties",
                "guestpass.mail.host=mail",
                "guestpass.mail.port=2525",
                "guestpass.mail.from=a@b");

        assertThat(sources().read().mail().port()).isEqualTo(2525);
    }

    @Test
    void readWhenThereIsNoSuchServiceThenItsVariablesAreMistakes() {
        variables.put("GUESTPASS_REDIS_PORT_6379_TCP_ADDR", "10.0.0.7");

        assertThatThrownBy(() -> sources().read()).hasMessageContaining("GUESTPASS_REDIS_PORT_6379_TCP_ADDR");
    }

    @Test
    void readWhenVariableHoldsTheKeysThenItsNameIsFree() {
        variables.put("GUESTPASS_JWKS", "{}");
        variables.put("GUESTPASS_KEYS_LOCATION", "env:GUESTPASS_JWKS");

        assertThat(sources().read().keys().location()).isEqualTo("env:GUESTPASS_JWKS");
    }

    @Test
    void isEnabledWhenSwitchedOffThenNot() {
        variables.put("GUESTPASS_ENABLED", "false");

        assertThat(sources().isEnabled()).isFalse();
    }

    @Test
    void isEnabledWhenValueIsNeitherThenErrorNamesIt() {
        properties.setProperty("guestpass.enabled", "off");

        assertThatThrownBy(() -> sources().isEnabled()).hasMessageContaining("guestpass.enabled is \"off\"");
    }

    @Test
    void isEnabledWhenSwitchedOffThenNoFileIsRead() throws IOException {
        properties.setProperty("guestpass.enabled", "false");
        properties.setProperty("guestpass.config.location", "/missing.properties");
        write("guestpass.properties", "-----BEGIN PRIVATE KEY-----");

        assertThat(sources().isEnabled()).isFalse();
    }

    @Test
    void readWhenBlankThenSettingBelowCounts() throws IOException {
        parameters.put(LIFETIME, "");
        variables.put("GUESTPASS_SESSION_LIFETIME", " ");
        variables.put("GUESTPASS_CONFIG_LOCATION", " ");
        write("guestpass.properties", LIFETIME + "=6m");

        assertThat(lifetime()).hasMinutes(6);
    }

    @Test
    void readWhenFileNamesAnotherFileThenErrorSaysWhereThatIsSet() throws IOException {
        write("guestpass.properties", "guestpass.config.location=/etc/shop");

        assertThatThrownBy(() -> sources().read())
                .hasMessageContaining("guestpass.config.location has no effect in guestpass.properties")
                .hasMessageContaining("system property");
    }

    @Test
    void readWhenSettingsAreOfSpringThenTheyAreNobodysMistake() {
        properties.setProperty("guestpass.filter.order", "-200");
        variables.put("GUESTPASS_SECURITY_ACCOUNTAUTHORITY", "ROLE_USER");
        variables.put("GUESTPASS_RESOURCE_SERVER_JWK_SET_URI", "https://shop/jwks");

        assertThat(sources().read()).isEqualTo(GuestpassSettings.defaults());
    }
}
