// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.jvm;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.ClaimsChange;
import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.servlet.AnonymousSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with a main method. It says where it is, does what it is told, and ends when nobody is there any more. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(VisitedShop.Pages.class)
public class VisitedShop {

    public static void main(String[] arguments) throws IOException {
        ConfigurableApplicationContext context = SpringApplication.run(VisitedShop.class, arguments);
        if (Boolean.getBoolean("spring.aot.processing")) {
            return;
        }
        System.out.println("port " + context.getEnvironment().getProperty("local.server.port"));
        Scanner orders = new Scanner(System.in, StandardCharsets.UTF_8);
        PinnedThreads pinned = new PinnedThreads();
        while (orders.hasNextLine()) {
            String order = orders.nextLine();
            if (order.equals("record")) {
                pinned.start();
                System.out.println("recording");
            } else if (order.equals("tell")) {
                pinned.tell();
                break;
            }
        }
        System.exit(SpringApplication.exit(context));
    }

    @RestController
    static class Pages {

        @GetMapping("/who")
        String who(AnonymousPrincipal visitor) {
            return visitor.subject() + ' ' + visitor.isTransient() + ' ' + visitor.isLive();
        }

        @GetMapping("/thread")
        String thread() {
            return Thread.currentThread().toString();
        }

        @PostMapping("/cart")
        String add(AnonymousSession session) {
            session.updateClaims(ClaimsChange.set("cart", UUID.randomUUID().toString()));
            return "added";
        }

        @PostMapping("/convert")
        String convert(AnonymousSession session) {
            return session.convert(VerifiedLogin.byCompletedLogin("alice"))
                    .getClass()
                    .getSimpleName();
        }
    }

    @Bean
    AnonymousUserConverter converter() {
        return conversion -> new ConversionDecision.Promoted(conversion.login().loginId());
    }

    @Bean
    SecurityFilterChain everybody(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .build();
    }
}
