// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.servlet.GuestpassSettings;
import dev.guestpass.servlet.IssuancePolicy;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.spring.actuate.ExposureReport;
import dev.guestpass.spring.actuate.Funnel;
import dev.guestpass.spring.actuate.GuestpassEndpoint;
import dev.guestpass.spring.actuate.HealthOfBoot3;
import dev.guestpass.spring.actuate.HealthOfBoot4;
import dev.guestpass.spring.actuate.NodeHealth;
import dev.guestpass.store.SessionStore;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.WebApplicationContext;

/**
 * The Actuator endpoint {@code guestpass} and the health of this node. The endpoint is there once it is exposed, as any
 * other; health is where the line of Spring Boot has it.
 */
@AutoConfiguration(
        after = GuestpassAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration",
            "org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration"
        })
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(AnonymousSessions.class)
public final class GuestpassActuatorAutoConfiguration {

    /** For Spring. */
    GuestpassActuatorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    NodeHealth guestpassNodeHealth(AnonymousSessions sessions, ObjectProvider<SessionStore> store) {
        return new NodeHealth(sessions, store.getIfUnique());
    }

    /** A load balancer that asks for health is no visitor, and neither is what collects meters. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Issuance {

        @Bean
        @ConditionalOnMissingBean(name = "guestpassActuatorIssuancePolicy")
        IssuancePolicy guestpassActuatorIssuancePolicy(
                @Value("${spring.mvc.servlet.path:}") String servletPath,
                @Value("${management.endpoints.web.base-path:/actuator}") String basePath) {
            String below = servletPath.replaceFirst("/+$", "");
            String base = basePath.replaceFirst("/+$", "");
            // With the endpoints among everything else, nobody knows which paths are theirs.
            return base.isEmpty()
                    ? IssuancePolicy.allOf(List.of())
                    : IssuancePolicy.excludingPaths(List.of(below + base + '/'));
        }
    }

    /** What is only for those who look. Without settings of ours, or servlets, there would be little to tell. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnBean(GuestpassProperties.class)
    @ConditionalOnAvailableEndpoint(GuestpassEndpoint.class)
    static class Report {

        @Bean
        @ConditionalOnMissingBean
        Funnel guestpassFunnel() {
            return new Funnel();
        }

        @Bean
        @ConditionalOnMissingBean
        ExposureReport guestpassExposureReport(
                WebApplicationContext application, ObjectProvider<GuestpassSettings> settings) {
            return new ExposureReport(
                    application, Objects.requireNonNull(application.getServletContext()), settings.getIfUnique());
        }

        @Bean
        @ConditionalOnMissingBean
        GuestpassEndpoint guestpassEndpoint(
                AnonymousSessions sessions,
                GuestpassProperties properties,
                NodeHealth health,
                Funnel funnel,
                ExposureReport exposure) {
            return new GuestpassEndpoint(sessions, SettingTexts.shown(properties), health, funnel, exposure);
        }
    }

    /** In 3.5. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator("guestpass")
    static class HealthBefore4 {

        @Bean
        @ConditionalOnMissingBean(name = "guestpassHealthIndicator")
        HealthOfBoot3 guestpassHealthIndicator(NodeHealth node) {
            return new HealthOfBoot3(node);
        }
    }

    /** From 4.0 on. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator("guestpass")
    static class HealthFrom4 {

        @Bean
        @ConditionalOnMissingBean(name = "guestpassHealthIndicator")
        HealthOfBoot4 guestpassHealthIndicator(NodeHealth node) {
            return new HealthOfBoot4(node);
        }
    }
}
