// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What people read when their application does not start because of us, as Spring Boot prints it. */
@ExtendWith(OutputCaptureExtension.class)
class FailureTextsTest {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    private static void start(String... properties) {
        String[] arguments = Stream.concat(
                        Stream.of("--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off"),
                        Arrays.stream(properties)
                                .map(property -> property.startsWith("--") ? property : "--guestpass." + property))
                .toArray(String[]::new);
        assertThat(catchThrowable(() -> new SpringApplicationBuilder(Application.class)
                        .properties("logging.level.root=ERROR")
                        .run(arguments)))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refresh.absolute-lifetime=500d|refresh.absolute-lifetime|Change",
                "cookies.domain=a b|cookies.domain|Change guestpass.cookies.domain, or remove it",
                "endpoints.path=visitors|endpoints.path begins with a slash|Change guestpass.endpoints.path, or remove it",
                "project-id=short|guestpass.project-id|Change guestpass.project-id, or remove it",
                "cookies.session-name=DSR|cookies.session-name and cookies.refresh-name|Change guestpass.cookies.session-name",
                "security.account-authority=|guestpass.security.account-authority is empty|Change guestpass.security",
                "keys.location=ftp:x|keys.location|guestpass.keys.location"
            })
    void startWhenValueIsWrongThenTextSaysWhichWhereAndWhatToDo(
            String property, String problem, String remedy, CapturedOutput output) {
        start(property);

        String name = "guestpass." + property.substring(0, property.indexOf('='));
        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", problem, remedy, "docs/configuration.md")
                .contains(name + " (\"" + name + "\" from property source \"commandLineArgs\")")
                .doesNotContain("\tat ");
    }

    @Test
    void startWhenNameIsWrongThenTextNamesIt(CapturedOutput output) {
        start("sesion.lifetime=5m");

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", "guestpass.sesion.lifetime", "commandLineArgs")
                .doesNotContain("\tat ");
    }

    @Test
    void startWhenNameOfASecretIsWrongThenTextDoesNotTellIt(CapturedOutput output) {
        start("mail.pasword=correct-horse-battery");

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", "guestpass.mail.pasword", "commandLineArgs")
                .doesNotContain("correct-horse-battery", "\tat ");
    }

    /** What is other people's, Spring Boot says. */
    @Test
    void analyzeWhenNamesAreOthersThenNothingIsSaid() {
        ConfigurationProperty other =
                new ConfigurationProperty(ConfigurationPropertyName.of("shop.name"), "value", null);

        assertThat(new UnknownSettingFailureAnalyzer()
                        .analyze(new UnboundConfigurationPropertiesException(Set.of(other))))
                .isNull();
    }

    @Test
    void startWhenConnectionIsMissingThenTextNamesTheStarter(CapturedOutput output) {
        start(
                "store=jdbc",
                "keys.secret=twenty-two-characters-",
                "--spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                        + "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration");

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", "Please add spring-boot-starter-jdbc and configure it")
                .doesNotContain("\tat ", "twenty-two-characters-");
    }

    @Test
    void startWhenKeysCanNotBeReadThenTextSaysWhereTheyAre(@TempDir Path folder, CapturedOutput output)
            throws IOException {
        Path file = Files.writeString(folder.resolve("keys.json"), "{}");

        start("keys.location=file:" + file);

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", file.toString(), "Keep old keys if you can")
                .doesNotContain("\tat ");
    }
}
