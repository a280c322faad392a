// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.servlet.transport.CookieTransport;
import dev.guestpass.servlet.transport.TokenTransport;
import dev.guestpass.verification.LoginVerification;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an application may replace of a filter, by type. A budget and a transport that are not given follow from the
 * settings.
 */
record FilterParts(Map<Class<?>, Object> given) {

    static FilterParts defaults() {
        return new FilterParts(Map.of());
    }

    <T> FilterParts with(Class<T> type, T part) {
        Map<Class<?>, Object> parts = new HashMap<>(given);
        parts.put(type, part);
        return new FilterParts(Map.copyOf(parts));
    }

    private <T> @Nullable T find(Class<T> type) {
        return type.cast(given.get(type));
    }

    private <T> T find(Class<T> type, T otherwise) {
        @Nullable T part = find(type);
        return part == null ? otherwise : part;
    }

    VisitorClaims claims() {
        return find(VisitorClaims.class, VisitorClaims.none());
    }

    @Nullable
    TenantResolver tenants() {
        return find(TenantResolver.class);
    }

    ConsentResolver consents() {
        return find(ConsentResolver.class, ConsentResolver.always());
    }

    CrawlerDetector crawlers() {
        return find(CrawlerDetector.class, CrawlerDetector.wellKnown());
    }

    AccountResolver accounts() {
        return find(AccountResolver.class, AccountResolver.ofContainer());
    }

    @Nullable
    AccountLogin login() {
        return find(AccountLogin.class);
    }

    @Nullable
    LoginVerification verification() {
        return find(LoginVerification.class);
    }

    InstantSource clock() {
        return find(InstantSource.class, InstantSource.system());
    }

    VisitorData data() {
        return find(VisitorData.class, VisitorData.none());
    }

    /** What objects to a session; each policy that is added objects as well. */
    FilterParts withPolicy(IssuancePolicy added) {
        return with(IssuancePolicy.class, IssuancePolicy.allOf(List.of(ownPolicy(), added)));
    }

    private IssuancePolicy ownPolicy() {
        return find(IssuancePolicy.class, request -> Optional.empty());
    }

    /** The built-in rules come first: they protect visitors whose cookies the browser withheld. */
    IssuancePolicy policy(FilterSettings settings) {
        return IssuancePolicy.allOf(List.of(
                new BrowserRules(settings.cookies().sameSite()),
                IssuancePolicy.excludingPaths(settings.excludedPaths()),
                ownPolicy()));
    }

    IssuanceBudget budget(FilterSettings settings) {
        @Nullable IssuanceBudget budget = find(IssuanceBudget.class);
        return budget == null ? IssuanceBudget.perAddress(settings.budgetBurst(), settings.budgetPerHour()) : budget;
    }

    TokenTransport transport(FilterSettings settings) {
        @Nullable TokenTransport transport = find(TokenTransport.class);
        return transport == null ? new CookieTransport(settings.cookies()) : transport;
    }
}
