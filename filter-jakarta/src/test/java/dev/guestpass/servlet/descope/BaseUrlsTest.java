// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.session.TestLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlsTest {

    private final BaseUrls one = new BaseUrls("/guestpass", null);
    private final BaseUrls two = new BaseUrls("/guestpass", "/guestpass/inside");

    private static DescopeRoute route(BaseUrls urls, String path) {
        return urls.find(path, path).orElseThrow().route();
    }

    @ParameterizedTest
    @CsvSource({
        "/guestpass/v1/auth/refresh,REFRESH",
        "/guestpass//v1/auth/refresh,REFRESH",
        "/guestpass///v1//auth//refresh,REFRESH",
        "/guestpass/v2/keys/P1,KEYS",
        "/guestpass/v1/mgmt/auth/anonymous,MINT",
        "/guestpass/v1/mgmt/../auth/refresh,UNKNOWN",
        "/guestpass/v1/,UNKNOWN"
    })
    void findWhenBelowTheBaseThenThatCall(String path, DescopeRoute expected) {
        assertThat(route(one, path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/v1/auth/refresh",
                "/guestpass",
                "/guestpass/session",
                "/guestpass/v1",
                "/guestpassv1/",
                "//a//b",
                "//guestpass/v1/auth/refresh"
            })
    void findWhenElsewhereThenNotOurs(String path) {
        assertThat(one.find(path, path)).isEmpty();
    }

    @Test
    void findWhenManagementHasAPathThenItIsThereAlone() {
        assertThat(route(two, "/guestpass/inside/v1/mgmt/license")).isEqualTo(DescopeRoute.LICENSE);
        assertThat(route(two, "/guestpass/inside/v1/auth/me")).isEqualTo(DescopeRoute.ME);
        assertThat(route(two, "/guestpass/v1/auth/me")).isEqualTo(DescopeRoute.ME);
        assertThat(route(two, "/guestpass/v1/mgmt/license")).isEqualTo(DescopeRoute.UNKNOWN);
        assertThat(route(two, "/guestpass//v1/mgmt/license")).isEqualTo(DescopeRoute.UNKNOWN);
    }

    @Test
    void findWhenSlashesAreDoubledThenToldOnce() {
        try (TestLog log = TestLog.of("dev.guestpass")) {
            one.find("/a//b", "/a//b");
            assertThat(log.text()).isEmpty();
            one.find("/guestpass//v1/auth/me", "/guestpass//v1/auth/me");
            one.find("/guestpass//v1/auth/me", "/guestpass//v1/auth/me");
            assertThat(log.text()).containsOnlyOnce("base URL ends in a slash");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open/../guestpass/inside/v1/mgmt/license",
                "/guestpas%73/inside/v1/mgmt/license",
                "/guestpass/%69nside/v1/mgmt/license",
                "//guestpass/inside/v1/mgmt/license",
                "/guestpass//inside/v1/mgmt/license",
                "/guestpass;x/inside/v1/mgmt/license",
                "/guestpass/insideout/../inside/v1/mgmt/license"
            })
    void findWhenAProxyWouldSeeAnotherPathThenNoManagement(String sent) {
        DescopeCall call = two.find("/guestpass/inside/v1/mgmt/license", sent).orElseThrow();

        assertThat(call.route()).isEqualTo(DescopeRoute.UNKNOWN);
        assertThat(call.mayManage()).isFalse();
    }

    @Test
    void findWhenManagementHasAPathThenKeysCountThereAlone() {
        assertThat(two.find("/guestpass/v1/auth/me", "/guestpass/v1/auth/me")
                        .orElseThrow()
                        .mayManage())
                .isFalse();
        assertThat(two.find("/guestpass/inside/v1/auth/me", "/guestpass/inside/v1/auth/me")
                        .orElseThrow()
                        .mayManage())
                .isTrue();
        assertThat(one.find("/guestpass/v1/auth/me", "/guestpass/v1/auth/me")
                        .orElseThrow()
                        .mayManage())
                .isTrue();
    }
}
