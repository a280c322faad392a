// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.guestpass.session.TestLog;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiedHttpsTest {

    private static HttpServletRequest request(String header, String value, boolean isSecure) {
        HttpServletRequest request = mock(HttpServletRequest.class);
        when(request.getHeader(header)).thenReturn(value);
        when(request.isSecure()).thenReturn(isSecure);
        return request;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "X-Forwarded-Proto,https,false,true",
                "X-Forwarded-Proto,HTTPS,false,true",
                "X-Forwarded-Proto,https,true,false",
                "X-Forwarded-Proto,http,false,false",
                "Forwarded,'for=192.0.2.1;proto=https',false,true",
                "Forwarded,'for=x;Proto=\"https\"',false,true",
                "Forwarded,'for=x;proto=http',false,false",
                "X-Other,https,false,false"
            })
    void isOverlookedWhenProxySaysHttpsThenOnlyIfTheContainerDoesNot(
            String header, String value, boolean isSecure, boolean expected) {
        assertThat(ProxiedHttps.isOverlooked(request(header, value, isSecure))).isEqualTo(expected);
    }

    @Test
    void checkWhenSeenOftenThenToldOnce() {
        ProxiedHttps proxy = new ProxiedHttps();
        HttpServletRequest request = request("X-Forwarded-Proto", "https", false);

        try (TestLog log = TestLog.of("dev.guestpass")) {
            proxy.check(request);
            proxy.check(request);
            assertThat(log.text()).containsOnlyOnce("without Secure");
        }
    }
}
