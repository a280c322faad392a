// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.servlet.transport.TokenTransport;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.AnonymousSessionsBuilder;
import dev.guestpass.verification.LoginVerification;
import dev.guestpass.verification.LoginVerificationBuilder;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link AnonymousSessionFilter}. Everything has a default. Builders are immutable: each method returns another
 * one.
 */
public final class AnonymousSessionFilterBuilder {

    private final @Nullable AnonymousSessions given;
    private final GuestpassSettings deployment;
    private final UnaryOperator<AnonymousSessionsBuilder> sessionsCustomizer;
    private final UnaryOperator<LoginVerificationBuilder> verificationCustomizer;
    private final FilterParts parts;

    private AnonymousSessionFilterBuilder(
            @Nullable AnonymousSessions given,
            GuestpassSettings deployment,
            UnaryOperator<AnonymousSessionsBuilder> sessionsCustomizer,
            UnaryOperator<LoginVerificationBuilder> verificationCustomizer,
            FilterParts parts) {
        this.given = given;
        this.deployment = deployment;
        this.sessionsCustomizer = sessionsCustomizer;
        this.verificationCustomizer = verificationCustomizer;
        this.parts = parts;
    }

    /** Returns a builder with all defaults. */
    static AnonymousSessionFilterBuilder of(@Nullable AnonymousSessions given, GuestpassSettings deployment) {
        return new AnonymousSessionFilterBuilder(
                given, deployment, UnaryOperator.identity(), UnaryOperator.identity(), FilterParts.defaults());
    }

    private AnonymousSessionFilterBuilder with(FilterParts newParts) {
        return new AnonymousSessionFilterBuilder(
                given, deployment, sessionsCustomizer, verificationCustomizer, newParts);
    }

    /**
     * Sets how the filter behaves towards browsers.
     *
     * @param value the settings
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder settings(FilterSettings value) {
        GuestpassSettings changed = deployment.withFilter(value);
        return new AnonymousSessionFilterBuilder(given, changed, sessionsCustomizer, verificationCustomizer, parts);
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
        requireOwnSessions();
        return new AnonymousSessionFilterBuilder(
                given,
                deployment,
                builder -> value.apply(sessionsCustomizer.apply(builder)),
                verificationCustomizer,
                parts);
    }

    /**
     * Changes how the verification of login IDs is built, where the filter builds it: who sends, and what login IDs of
     * another channel look like.
     *
     * @param value is given the builder, and returns the one to build
     * @return a builder with that
     * @throws IllegalStateException if the sessions were given ready-made
     */
    public AnonymousSessionFilterBuilder customizeVerification(UnaryOperator<LoginVerificationBuilder> value) {
        requireOwnSessions();
        return new AnonymousSessionFilterBuilder(
                given,
                deployment,
                sessionsCustomizer,
                builder -> value.apply(verificationCustomizer.apply(builder)),
                parts);
    }

    private void requireOwnSessions() {
        if (given != null) {
            throw new IllegalStateException("The sessions were given ready-made; set this on their own builder");
        }
    }

    /**
     * Sets what a first request tells about its visitor.
     *
     * @param value the contributor
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder visitorClaims(VisitorClaims value) {
        return with(parts.with(VisitorClaims.class, value));
    }

    /**
     * Sets which tenant a request is for.
     *
     * @param value the resolver
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder tenantResolver(TenantResolver value) {
        return with(parts.with(TenantResolver.class, value));
    }

    /**
     * Sets what visitors agreed to.
     *
     * @param value the resolver
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder consentResolver(ConsentResolver value) {
        return with(parts.with(ConsentResolver.class, value));
    }

    /**
     * Sets what shows and erases what the application holds of a visitor.
     *
     * @param value the data
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder visitorData(VisitorData value) {
        return with(parts.with(VisitorData.class, value));
    }

    /**
     * Sets who counts as a crawler.
     *
     * @param value the detector
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder crawlerDetector(CrawlerDetector value) {
        return with(parts.with(CrawlerDetector.class, value));
    }

    /**
     * Sets how to find the account that a request is signed in to.
     *
     * @param value the resolver
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder accountResolver(AccountResolver value) {
        return with(parts.with(AccountResolver.class, value));
    }

    /**
     * Sets what signs a person in to the account that their session was converted to, where nobody else does.
     *
     * @param value the login
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder accountLogin(AccountLogin value) {
        return with(parts.with(AccountLogin.class, value));
    }

    /**
     * Sets what verifies login IDs for the calls of pages' scripts and for mailed links. A filter that builds its sessions by
     * itself has one.
     *
     * @param value the verification; it stays the application's to close
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder verification(LoginVerification value) {
        return with(parts.with(LoginVerification.class, value));
    }

    /**
     * Sets how many sessions one address can start.
     *
     * @param value the budget
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder issuanceBudget(IssuanceBudget value) {
        return with(parts.with(IssuanceBudget.class, value));
    }

    /**
     * Adds a policy. It is asked after the built-in rules, which protect visitors whose cookies were withheld.
     *
     * @param value the policy
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder issuancePolicy(IssuancePolicy value) {
        return with(parts.withPolicy(value));
    }

    /**
     * Sets how tokens travel.
     *
     * @param value the transport
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder transport(TokenTransport value) {
        return with(parts.with(TokenTransport.class, value));
    }

    /**
     * Sets the clock that cookies' ages count from.
     *
     * @param value the clock
     * @return a builder with that
     */
    public AnonymousSessionFilterBuilder clock(InstantSource value) {
        return with(parts.with(InstantSource.class, value));
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
            return new AnonymousSessionFilter(Assembly.of(given, deployment.filter(), parts, () -> {}));
        }
        EmbeddedSessions embedded = EmbeddedSessions.open(deployment, sessionsCustomizer, verificationCustomizer);
        try {
            FilterParts all =
                    parts.verification() == null ? parts.with(LoginVerification.class, embedded.verification()) : parts;
            return new AnonymousSessionFilter(Assembly.of(embedded.sessions(), deployment.filter(), all, embedded));
        } catch (Throwable e) {
            embedded.close();
            throw e;
        }
    }
}
