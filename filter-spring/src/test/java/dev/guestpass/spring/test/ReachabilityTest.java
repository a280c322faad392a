// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.test;

import static dev.guestpass.spring.test.AnonymousReachability.assertNotReachableByAnonymous;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.spring.SpringServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

/** Where a probe could take something else for a refusal, or look past an open door. */
class ReachabilityTest {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Doors.class)
    static class Redirecting {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.redirectToHttps(Customizer.withDefaults())
                    .authorizeHttpRequests(rules -> rules.requestMatchers("/account/coupon")
                            .anonymous()
                            .requestMatchers("/account/profile")
                            .authenticated()
                            .anyRequest()
                            .permitAll())
                    .build();
        }
    }

    @RestController
    static class Doors {

        @GetMapping({"/account/coupon", "/account/profile", "/{area}/orders", "/numbers/{n:\\d+}", "/{*rest}"})
        String page() {
            return "page";
        }
    }

    @RegisterExtension
    static final SpringServer SERVER = SpringServer.of(Redirecting.class);

    private MockMvc mvc;

    @BeforeEach
    void setUp() {
        mvc = MockMvcBuilders.webAppContextSetup((WebApplicationContext) SERVER.context())
                .addFilters(SERVER.bean(AnonymousSessionFilter.class))
                .apply(springSecurity())
                .build();
    }

    /** As {@code @WithMockUser} leaves it. */
    @AfterEach
    void signOut() {
        TestSecurityContextHolder.clearContext();
        SecurityContextHolder.clearContext();
    }

    private static void sign(boolean isIn) {
        if (isIn) {
            TestSecurityContextHolder.setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated("somebody", "", List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void assertNotReachableWhenRefusedThenPassesWhoeverIsSignedIn(boolean isSignedIn) {
        sign(isSignedIn);

        assertNotReachableByAnonymous(mvc, "/account/profile");
    }

    @ParameterizedTest
    @CsvSource({
        "/account/coupon, true, GET /account/coupon",
        "/account/coupon, false, GET /account/coupon",
        "/account/orders, false, GET /account/orders",
        "/account/*, false, GET /account/orders",
        "/account/**, false, GET /account/orders",
        "/numbers/**, false, GET /numbers/1",
        "/elsewhere/page, false, GET /elsewhere/page"
    })
    void assertNotReachableWhenOpenThenErrorNamesThePath(String pattern, boolean isSignedIn, String path) {
        sign(isSignedIn);

        assertThatThrownBy(() -> assertNotReachableByAnonymous(mvc, pattern))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(path)
                .hasMessageNotContaining("/account/profile");
    }
}
