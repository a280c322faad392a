// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.servlet.transport.CookieTransport;
import dev.guestpass.servlet.transport.TokenTransport;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.AnonymousSessionsBuilder;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds an {@link AnonymousSessionFilter}. Everything has a default. Not safe for use by several threads. */
public final class AnonymousSessionFilterBuilder {

    private final @Nullable AnonymousSessions given;
    private final GuestpassSettings deployment;
    private Consumer<AnonymousSessionsBuilder> sessionsCustomizer = builder -> {};
    private @Nullable IssuancePolicy additionalPolicy;
    private @Nullable IssuanceBudget givenBudget;
    private @Nullable TokenTransport givenTransport;
    FilterSettings settings;
    VisitorClaims visitorClaims = VisitorClaims.none();
    CrawlerDetector crawlers = CrawlerDetector.wellKnown();
    ConsentResolver consents = ConsentResolver.always();
    InstantSource clock = InstantSource.system();

    @Nullable
    TenantResolver tenants;

    AnonymousSessionFilterBuilder(@Nullable AnonymousSessions given, GuestpassSettings deployment) {
        this.given = given;
        this.deployment = deployment;
        this.settings = deployment.filter();
    }

    /**
     * Sets how the filter behaves towards browsers.
     *
     * @param value the settings
     * @return this
     */
    public AnonymousSessionFilterBuilder settings(FilterSettings value) {
        this.settings = value;
        return this;
    }

    /**
     * Sets the application's part of a conversion.
     *
     * @param value the converter
     * @return this
     */
    public AnonymousSessionFilterBuilder converter(AnonymousUserConverter value) {
        return customizeSessions(builder -> builder.converter(value));
    }

    /**
     * Changes how the sessions are built, where the filter builds them: listener, claims customizer, and the like.
     *
     * @param customizer is given the builder
     * @return this
     * @throws IllegalStateException if the sessions were given ready-made
     */
    public AnonymousSessionFilterBuilder customizeSessions(Consumer<AnonymousSessionsBuilder> customizer) {
        if (given != null) {
            throw new IllegalStateException("The sessions were given ready-made; set this on their own builder");
        }
        this.sessionsCustomizer = sessionsCustomizer.andThen(customizer);
        return this;
    }

    /**
     * Sets what a first request tells about its visitor.
     *
     * @param value the contributor
     * @return this
     */
    public AnonymousSessionFilterBuilder visitorClaims(VisitorClaims value) {
        this.visitorClaims = value;
        return this;
    }

    /**
     * Sets which tenant a request is for.
     *
     * @param value the resolver
     * @return this
     */
    public AnonymousSessionFilterBuilder tenantResolver(TenantResolver value) {
        this.tenants = value;
        return this;
    }

    /**
     * Sets what visitors agreed to.
     *
     * @param value the resolver
     * @return this
     */
    public AnonymousSessionFilterBuilder consentResolver(ConsentResolver value) {
        this.consents = value;
        return this;
    }

    /**
     * Sets who counts as a crawler.
     *
     * @param value the detector
     * @return this
     */
    public AnonymousSessionFilterBuilder crawlerDetector(CrawlerDetector value) {
        this.crawlers = value;
        return this;
    }

    /**
     * Sets how many sessions one address can start.
     *
     * @param value the budget
     * @return this
     */
    public AnonymousSessionFilterBuilder issuanceBudget(IssuanceBudget value) {
        this.givenBudget = value;
        return this;
    }

    /**
     * Adds a policy. It is asked after the built-in rules, which protect visitors whose cookies were withheld.
     *
     * @param value the policy
     * @return this
     */
    public AnonymousSessionFilterBuilder issuancePolicy(IssuancePolicy value) {
        this.additionalPolicy = value;
        return this;
    }

    /**
     * Sets how tokens travel.
     *
     * @param value the transport
     * @return this
     */
    public AnonymousSessionFilterBuilder transport(TokenTransport value) {
        this.givenTransport = value;
        return this;
    }

    /**
     * Sets the clock that cookies' ages count from.
     *
     * @param value the clock
     * @return this
     */
    public AnonymousSessionFilterBuilder clock(InstantSource value) {
        this.clock = value;
        return this;
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
        IssuancePolicy builtIn = IssuancePolicy.allOf(List.of(
                new BrowserRules(settings.cookies().sameSite()),
                IssuancePolicy.excludingPaths(settings.excludedPaths())));
        return additionalPolicy == null ? builtIn : IssuancePolicy.allOf(List.of(builtIn, additionalPolicy));
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
