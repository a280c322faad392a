// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.servlet.transport.CookieTransport;
import dev.guestpass.servlet.transport.TokenTransport;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.AnonymousSessionsBuilder;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link AnonymousSessionFilter}. Everything has a default. Builders are immutable: each method returns another
 * one.
 */
public final class AnonymousSessionFilterBuilder {

    final @Nullable AnonymousSessions given;
    final GuestpassSettings deployment;
    final UnaryOperator<AnonymousSessionsBuilder> sessionsCustomizer;
    final FilterSettings settings;
    final VisitorClaims visitorClaims;
    final @Nullable TenantResolver tenants;
    final ConsentResolver consents;
    final CrawlerDetector crawlers;
    final @Nullable IssuanceBudget givenBudget;
    final IssuancePolicy additionalPolicy;
    final @Nullable TokenTransport givenTransport;
    final InstantSource clock;

    private AnonymousSessionFilterBuilder(
            @Nullable AnonymousSessions given,
            GuestpassSettings deployment,
            UnaryOperator<AnonymousSessionsBuilder> sessionsCustomizer,
            FilterSettings settings,
            VisitorClaims visitorClaims,
            @Nullable TenantResolver tenants,
            ConsentResolver consents,
            CrawlerDetector crawlers,
            @Nullable IssuanceBudget givenBudget,
            IssuancePolicy additionalPolicy,
            @Nullable TokenTransport givenTransport,
            InstantSource clock) {
        this.given = given;
        this.deployment = deployment;
        this.sessionsCustomizer = sessionsCustomizer;
        this.settings = settings;
        this.visitorClaims = visitorClaims;
        this.tenants = tenants;
        this.consents = consents;
        this.crawlers = crawlers;
        this.givenBudget = givenBudget;
        this.additionalPolicy = additionalPolicy;
        this.givenTransport = givenTransport;
        this.clock = clock;
    }

    /** Returns a builder with all defaults. */
    static AnonymousSessionFilterBuilder of(@Nullable AnonymousSessions given, GuestpassSettings deployment) {
        return new AnonymousSessionFilterBuilder(
                given,
                deployment,
                UnaryOperator.identity(),
                deployment.filter(),
                VisitorClaims.none(),
                null,
                ConsentResolver.always(),
                CrawlerDetector.wellKnown(),
                null,
                request -> Optional.empty(),
                null,
                InstantSource.system());
    }

    /**
     * Sets how the filter behaves towards browsers.
     *
     * @param value the settings
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder settings(FilterSettings value) {
        return new AnonymousSessionFilterBuilder(
                given,
                deployment,
                sessionsCustomizer,
                value,
                visitorClaims,
                tenants,
                consents,
                crawlers,
                givenBudget,
                additionalPolicy,
                givenTransport,
                clock);
    }

    /**
     * Sets the application's part of a conversion.
     *
     * @param value the converter
     * @return a builder with that
     * @throws IllegalStateException if the sessions were given ready-made
     */
    public AnonymousSessionFilterBuilder converter(AnonymousUserConverter value) {
        return customizeSessions(builder -> builder.converter(value));
    }

    /**
     * Changes how the sessions are built, where the filter builds them: listener, claims customizer, and the like.
     *
     * @param value is given the builder, and returns the one to build
     * @return a builder with that
     * @throws IllegalStateException if the sessions were given ready-made
     */
    public AnonymousSessionFilterBuilder customizeSessions(UnaryOperator<AnonymousSessionsBuilder> value) {
        if (given != null) {
            throw new IllegalStateException("The sessions were given ready-made; set this on their own builder");
        }
        return new AnonymousSessionFilterBuilder(
                given,
                deployment,
                builder -> value.apply(sessionsCustomizer.apply(builder)),
                settings,
                visitorClaims,
                tenants,
                consents,
                crawlers,
                givenBudget,
                additionalPolicy,
                givenTransport,
                clock);
    }

    /**
     * Sets what a first request tells about its visitor.
     *
     * @param value the contributor
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder visitorClaims(VisitorClaims value) {
        return new AnonymousSessionFilterBuilder(
                given,
                deployment,
                sessionsCustomizer,
                settings,
                value,
                tenants,
                consents,
                crawlers,
                givenBudget,
                additionalPolicy,
                givenTransport,
                clock);
    }

    /**
     * Sets which tenant a request is for.
     *
     * @param value the resolver
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder tenantResolver(TenantResolver value) {
        return new AnonymousSessionFilterBuilder(
                given,
                deployment,
                sessionsCustomizer,
                settings,
                visitorClaims,
                value,
                consents,
                crawlers,
                givenBudget,
                additionalPolicy,
                givenTransport,
                clock);
    }

    /**
     * Sets what visitors agreed to.
     *
     * @param value the resolver
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder consentResolver(ConsentResolver value) {
        return new AnonymousSessionFilterBuilder(
                given,
                deployment,
                sessionsCustomizer,
                settings,
                visitorClaims,
                tenants,
                value,
                crawlers,
                givenBudget,
                additionalPolicy,
                givenTransport,
                clock);
    }

    /**
     * Sets who counts as a crawler.
     *
     * @param value the detector
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder crawlerDetector(CrawlerDetector value) {
        return new AnonymousSessionFilterBuilder(
                given,
                deployment,
                sessionsCustomizer,
                settings,
                visitorClaims,
                tenants,
                consents,
                value,
                givenBudget,
                additionalPolicy,
                givenTransport,
                clock);
    }

    /**
     * Sets how many sessions one address can start.
     *
     * @param value the budget
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder issuanceBudget(IssuanceBudget value) {
        return new AnonymousSessionFilterBuilder(
                given,
                deployment,
                sessionsCustomizer,
                settings,
                visitorClaims,
                tenants,
                consents,
                crawlers,
                value,
                additionalPolicy,
                givenTransport,
                clock);
    }

    /**
     * Adds a policy. It is asked after the built-in rules, which protect visitors whose cookies were withheld.
     *
     * @param value the policy
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder issuancePolicy(IssuancePolicy value) {
        return new AnonymousSessionFilterBuilder(
                given,
                deployment,
                sessionsCustomizer,
                settings,
                visitorClaims,
                tenants,
                consents,
                crawlers,
                givenBudget,
                IssuancePolicy.allOf(List.of(additionalPolicy, value)),
                givenTransport,
                clock);
    }

    /**
     * Sets how tokens travel.
     *
     * @param value the transport
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder transport(TokenTransport value) {
        return new AnonymousSessionFilterBuilder(
                given,
                deployment,
                sessionsCustomizer,
                settings,
                visitorClaims,
                tenants,
                consents,
                crawlers,
                givenBudget,
                additionalPolicy,
                value,
                clock);
    }

    /**
     * Sets the clock that cookies' ages count from.
     *
     * @param value the clock
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder clock(InstantSource value) {
        return new AnonymousSessionFilterBuilder(
                given,
                deployment,
                sessionsCustomizer,
                settings,
                visitorClaims,
                tenants,
                consents,
                crawlers,
                givenBudget,
                additionalPolicy,
                givenTransport,
                value);
    }

    /**
     * Builds the filter.
     *
     * @return the filter
     * @throws dev.guestpass.key.KeySourceException if the keys can not be loaded
     * @throws dev.guestpass.store.SessionStoreException if the journal beside the keys can not be used
     * @throws IllegalArgumentException if a setting is wrong
     */
    public AnonymousSessionFilter build() {
        if (given != null) {
            return new AnonymousSessionFilter(Assembly.of(given, this, () -> {}));
        }
        EmbeddedSessions embedded = EmbeddedSessions.open(deployment, sessionsCustomizer);
        return new AnonymousSessionFilter(Assembly.of(embedded.sessions(), this, embedded));
    }

    IssuancePolicy policy() {
        return IssuancePolicy.allOf(List.of(
                new BrowserRules(settings.cookies().sameSite()),
                IssuancePolicy.excludingPaths(settings.excludedPaths()),
                additionalPolicy));
    }

    IssuanceBudget budget() {
        return givenBudget == null
                ? IssuanceBudget.perAddress(settings.budgetBurst(), settings.budgetPerHour())
                : givenBudget;
    }

    TokenTransport transport() {
        return givenTransport == null ? new CookieTransport(settings.cookies()) : givenTransport;
    }
}
