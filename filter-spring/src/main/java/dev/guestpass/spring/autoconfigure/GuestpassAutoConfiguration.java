// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.ConversionTransaction;
import dev.guestpass.event.SessionEventListener;
import dev.guestpass.key.KeySource;
import dev.guestpass.servlet.AccountLogin;
import dev.guestpass.servlet.AccountResolver;
import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.servlet.AnonymousSessionFilterBuilder;
import dev.guestpass.servlet.ConsentResolver;
import dev.guestpass.servlet.CrawlerDetector;
import dev.guestpass.servlet.GuestpassSettings;
import dev.guestpass.servlet.IssuanceBudget;
import dev.guestpass.servlet.IssuancePolicy;
import dev.guestpass.servlet.TenantResolver;
import dev.guestpass.servlet.VisitorClaims;
import dev.guestpass.servlet.VisitorData;
import dev.guestpass.servlet.transport.TokenTransport;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.AnonymousSessionsBuilder;
import dev.guestpass.session.MaintenanceTask;
import dev.guestpass.spring.AnonymousSessionFilterCustomizer;
import dev.guestpass.spring.AnonymousSessionsCustomizer;
import dev.guestpass.spring.LoginVerificationCustomizer;
import dev.guestpass.store.InMemoryVerificationStore;
import dev.guestpass.store.SessionStore;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.token.ClaimsCustomizer;
import dev.guestpass.verification.LoginIdFormat;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.LoginVerificationBuilder;
import dev.guestpass.verification.VerificationSender;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.util.function.SingletonSupplier;

/**
 * Gives every visitor of a servlet application an identity: keys, store, sessions, and the filter in front of everything.
 *
 * <p>Beans that the library has a place for are taken as they are: {@link AnonymousUserConverter}, {@link VisitorClaims},
 * {@link ClaimsCustomizer}, {@link TenantResolver}, {@link ConsentResolver}, {@link VisitorData}, {@link CrawlerDetector}, {@link
 * AccountResolver}, {@link AccountLogin}, {@link ConversionTransaction}, {@link IssuanceBudget}, {@link IssuancePolicy},
 * {@link TokenTransport}, {@link SessionEventListener}, {@link LoginIdFormat}, {@link VerificationSender}.
 * Events also go to the application's {@code @EventListener} methods. Its {@code DataSource} is left alone.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(prefix = "guestpass", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(GuestpassProperties.class)
@ImportRuntimeHints(GuestpassRuntimeHints.class)
public final class GuestpassAutoConfiguration {

    /** For Spring. */
    GuestpassAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    GuestpassSettings guestpassSettings(GuestpassProperties properties) {
        return SettingTexts.read(properties);
    }

    /** Nobody asks for it, so where all beans are lazy it would never be. */
    @Bean
    @Lazy(false)
    @ConditionalOnClass(name = TomcatCookieLog.PARSER)
    @ConditionalOnBean(LoggingSystem.class)
    TomcatCookieLog guestpassTomcatCookieLog(LoggingSystem logging) {
        return new TomcatCookieLog(logging);
    }

    /** Who has sessions of their own has keys and a store of their own, and ours would leave files about. */
    @Bean
    @ConditionalOnMissingBean({KeySource.class, AnonymousSessions.class})
    KeySource guestpassKeySource(GuestpassSettings settings) {
        if (settings.keys().isInDatabase()) {
            throw MissingConnectionException.of(
                    "guestpass.keys.location is jdbc", "DataSource", "spring-boot-starter-jdbc");
        }
        return WrongSettingException.check(settings::keySource);
    }

    @Bean
    @ConditionalOnMissingBean({SessionStore.class, AnonymousSessions.class})
    SessionStore guestpassSessionStore(GuestpassSettings settings) {
        return switch (settings.store().kind()) {
            case AUTO, MEMORY -> WrongSettingException.check(settings::openStoreInMemory);
            case JDBC ->
                throw MissingConnectionException.of(
                        "guestpass.store is jdbc", "DataSource", "spring-boot-starter-jdbc");
            case REDIS ->
                throw MissingConnectionException.of(
                        "guestpass.store is redis", "RedisConnectionFactory", "spring-boot-starter-data-redis");
        };
    }

    @Bean
    @ConditionalOnMissingBean
    AnonymousSessions anonymousSessions(
            GuestpassSettings settings,
            KeySource keys,
            SessionStore store,
            ObjectProvider<PartObserver> observer,
            ApplicationEventPublisher publisher,
            ObjectProvider<SessionEventListener> listeners,
            BeanFactory factory) {
        // Asked for with the first event, because a listener may need the sessions that are made here.
        SessionEventListener all = new EventDelivery(SingletonSupplier.of(
                () -> Stream.concat(Stream.<SessionEventListener>of(publisher::publishEvent), listeners.orderedStream())
                        .toList()));
        ApplicationBeans beans = new ApplicationBeans(factory);
        PartObserver parts = observer.getIfAvailable(() -> PartObserver.NONE);
        AnonymousSessionsBuilder builder =
                WrongSettingException.check(() -> settings.applyTo(AnonymousSessions.builder(keys, parts.around(store)))
                        .listener(all));
        builder = beans.add(builder, AnonymousUserConverter.class, (it, own) -> it.converter(parts.around(own)));
        builder = beans.add(builder, VerificationStore.class, AnonymousSessionsBuilder::verificationStore);
        builder = SpringTransactions.addTo(builder, store, factory);
        builder = beans.add(builder, ConversionTransaction.class, AnonymousSessionsBuilder::conversionTransaction);
        builder = beans.add(builder, ClaimsCustomizer.class, AnonymousSessionsBuilder::claimsCustomizer);
        return beans.addEach(builder, AnonymousSessionsCustomizer.class, (it, customizer) -> customizer.customize(it))
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    VerificationStore guestpassVerificationStore() {
        return new InMemoryVerificationStore(InstantSource.system());
    }

    @Bean
    @ConditionalOnMissingBean
    LoginVerification loginVerification(
            AnonymousSessions sessions, VerificationStore store, GuestpassSettings settings, BeanFactory factory) {
        ApplicationBeans beans = new ApplicationBeans(factory);
        LoginVerificationBuilder builder = settings.applyTo(LoginVerification.builder(sessions, store));
        builder = beans.addEach(builder, LoginIdFormat.class, LoginVerificationBuilder::format);
        builder = beans.addEach(builder, VerificationSender.class, LoginVerificationBuilder::sender);
        return beans.addEach(builder, LoginVerificationCustomizer.class, (it, customizer) -> customizer.customize(it))
                .build();
    }

    @Bean
    @ConditionalOnMissingBean(name = "guestpassMaintenance")
    ScheduledMaintenance guestpassMaintenance(
            AnonymousSessions sessions, LoginVerification verification, ObjectProvider<TaskScheduler> scheduler) {
        List<MaintenanceTask> tasks = Stream.of(sessions.maintenance(), verification.maintenance())
                .flatMap(List::stream)
                .toList();
        return new ScheduledMaintenance(tasks, scheduler.getIfUnique());
    }

    @Bean
    @ConditionalOnMissingBean
    AnonymousSessionFilter anonymousSessionFilter(
            AnonymousSessions sessions, GuestpassSettings settings, BeanFactory factory) {
        ApplicationBeans beans = new ApplicationBeans(factory);
        AnonymousSessionFilterBuilder builder =
                AnonymousSessionFilter.builder(sessions).settings(settings.filter());
        builder = beans.add(builder, VisitorClaims.class, AnonymousSessionFilterBuilder::visitorClaims);
        builder = beans.add(builder, TenantResolver.class, AnonymousSessionFilterBuilder::tenantResolver);
        builder = beans.add(builder, ConsentResolver.class, AnonymousSessionFilterBuilder::consentResolver);
        builder = beans.add(builder, VisitorData.class, AnonymousSessionFilterBuilder::visitorData);
        builder = beans.add(builder, CrawlerDetector.class, AnonymousSessionFilterBuilder::crawlerDetector);
        builder = beans.add(builder, AccountResolver.class, AnonymousSessionFilterBuilder::accountResolver);
        builder = beans.add(builder, AccountLogin.class, AnonymousSessionFilterBuilder::accountLogin);
        builder = beans.add(builder, LoginVerification.class, AnonymousSessionFilterBuilder::verification);
        builder = beans.add(builder, IssuanceBudget.class, AnonymousSessionFilterBuilder::issuanceBudget);
        builder = beans.add(builder, TokenTransport.class, AnonymousSessionFilterBuilder::transport);
        builder = beans.addEach(builder, IssuancePolicy.class, AnonymousSessionFilterBuilder::issuancePolicy);
        return beans.addEach(
                        builder, AnonymousSessionFilterCustomizer.class, (it, customizer) -> customizer.customize(it))
                .build();
    }

    @Bean
    @ConditionalOnMissingBean(name = "anonymousSessionFilterRegistration")
    FilterRegistrationBean<AnonymousSessionFilter> anonymousSessionFilterRegistration(
            AnonymousSessionFilter filter, GuestpassProperties properties) {
        FilterRegistrationBean<AnonymousSessionFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setName("guestpass");
        registration.setOrder(properties.filter().order());
        registration.setIgnoreRegistrationFailure(true);
        registration.setDispatcherTypes(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ASYNC, DispatcherType.ERROR));
        return registration;
    }
}
