// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which accounts that the container tells are logins, and which are credentials that come with each request. */
class SignedInAccountTest {

    private static HttpServletRequest request(String type, String authorization) {
        Principal alice = () -> "alice";
        return (HttpServletRequest) Proxy.newProxyInstance(
                SignedInAccountTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAuthType" -> type;
                    case "getHeader" -> authorization;
                    case "getUserPrincipal" -> alice;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @ParameterizedTest
    @CsvSource({"FORM,", "FORM, Basic eDp5", ",", "JASPIC,", "OIDC,"})
    void byLoginWhenContainerKeepsTheLoginThenThereIsOne(String type, String authorization) {
        assertThat(SignedInAccount.byLogin(request(type, authorization))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"BASIC,", ", Basic eDp5", "JASPIC, Basic eDp5", "Digest, Digest x", ", Bearer x", "OIDC, Bearer x"})
    void byLoginWhenCredentialsComeWithTheRequestThenThereIsNone(String type, String authorization) {
        assertThat(SignedInAccount.byLogin(request(type, authorization))).isEmpty();
    }
}
