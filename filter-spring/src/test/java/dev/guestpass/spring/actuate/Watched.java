// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import dev.guestpass.spring.RecordedConversions;
import dev.guestpass.spring.SpringServer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** An application with one of about every rule, and its Actuator open to all. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMethodSecurity
@Import(RecordedConversions.class)
class Watched {

    static SpringServer server() {
        return SpringServer.of(Watched.class)
                .with("management.endpoints.web.exposure.include", "guestpass,health,metrics")
                .with("management.endpoint.health.show-details", "always")
                .with("guestpass.management.path", "/services")
                .with("guestpass.verification.link-base", "https://shop.example");
    }

    @RestController
    static class Pages {

        @GetMapping({
            "/",
            "/cart",
            "/orders/{id:\\d+}",
            "/orders/{name}",
            "/files/{*path}",
            "/account/data",
            "/admin/page",
            "/newcomers/page",
            "/strange/page",
            "/nobody/page",
            "/nobody/members",
            "/api/page",
            "/ignored/page",
            "/open/page"
        })
        String page() {
            return "page";
        }

        @PostMapping("/cart")
        String change() {
            return "changed";
        }

        @RequestMapping("/any")
        String any() {
            return "any";
        }

        @RequestMapping(
                path = "/two",
                method = {RequestMethod.DELETE, RequestMethod.POST})
        String two() {
            return "two";
        }

        @PreAuthorize("hasRole('ADMIN')")
        @GetMapping("/guarded")
        String guarded() {
            return "page";
        }
    }

    @Bean
    RouterFunction<ServerResponse> functions() {
        return RouterFunctions.route()
                .path(
                        "/f",
                        nested -> nested.GET(
                                "/one", request -> ServerResponse.ok().build()))
                .resources("/files-of-a-function/**", new ClassPathResource("META-INF/"))
                .build();
    }

    @Bean
    WebSecurityCustomizer ignores() {
        return web -> web.ignoring()
                .requestMatchers(PathPatternRequestMatcher.withDefaults().matcher("/ignored/**"));
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http) throws Exception {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain nobody(HttpSecurity http) throws Exception {
        return http.securityMatcher("/nobody/**")
                .anonymous(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(rules -> rules.requestMatchers("/nobody/members")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain open(HttpSecurity http) throws Exception {
        return http.securityMatcher("/open/**").build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain main(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(rules -> rules.requestMatchers(HttpMethod.POST, "/cart")
                        .authenticated()
                        .requestMatchers(HttpMethod.GET, "/any")
                        .authenticated()
                        .requestMatchers(HttpMethod.DELETE, "/two")
                        .authenticated()
                        .requestMatchers("/orders/1")
                        .denyAll()
                        .requestMatchers("/account/**")
                        .fullyAuthenticated()
                        .requestMatchers("/admin/**")
                        .hasRole("ADMIN")
                        .requestMatchers("/newcomers/**")
                        .anonymous()
                        .requestMatchers("/strange/**")
                        .access((who, request) -> new AuthorizationDecision(
                                request.getRequest().getRemoteAddr().length() > 0))
                        .anyRequest()
                        .permitAll())
                .build();
    }
}
