// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.servlet.transport.CookieTransport;
import dev.guestpass.servlet.transport.TokenTransport;
import dev.guestpass.verification.LoginVerification;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an application may replace of a filter. A budget and a transport that are not given follow from the settings. */
record FilterParts(
        VisitorClaims claims,
        @Nullable TenantResolver tenants,
        ConsentResolver consents,
        CrawlerDetector crawlers,
        AccountResolver accounts,
        @Nullable AccountLogin login,
        @Nullable LoginVerification verification,
        @Nullable IssuanceBudget budget,
        IssuancePolicy policy,
        @Nullable TokenTransport transport,
        InstantSource clock,
        VisitorData data) {

    static FilterParts defaults() {
        return new FilterParts(
                VisitorClaims.none(),
                null,
                ConsentResolver.always(),
                CrawlerDetector.wellKnown(),
                AccountResolver.ofContainer(),
                null,
                null,
                null,
                request -> Optional.empty(),
                null,
                InstantSource.system(),
                VisitorData.none());
    }

    FilterParts withClaims(VisitorClaims value) {
        return new FilterParts(
                value,
                tenants,
                consents,
                crawlers,
                accounts,
                login,
                verification,
                budget,
                policy,
                transport,
                clock,
                data);
    }

    FilterParts withTenants(TenantResolver value) {
        return new FilterParts(
                claims,
                value,
                consents,
                crawlers,
                accounts,
                login,
                verification,
                budget,
                policy,
                transport,
                clock,
                data);
    }

    FilterParts withConsents(ConsentResolver value) {
        return new FilterParts(
                claims,
                tenants,
                value,
                crawlers,
                accounts,
                login,
                verification,
                budget,
                policy,
                transport,
                clock,
                data);
    }

    FilterParts withCrawlers(CrawlerDetector value) {
        return new FilterParts(
                claims,
                tenants,
                consents,
                value,
                accounts,
                login,
                verification,
                budget,
                policy,
                transport,
                clock,
                data);
    }

    FilterParts withAccounts(AccountResolver value) {
        return new FilterParts(
                claims,
                tenants,
                consents,
                crawlers,
                value,
                login,
                verification,
                budget,
                policy,
                transport,
                clock,
                data);
    }

    FilterParts withLogin(AccountLogin value) {
        return new FilterParts(
                claims,
                tenants,
                consents,
                crawlers,
                accounts,
                value,
                verification,
                budget,
                policy,
                transport,
                clock,
                data);
    }

    FilterParts withVerification(LoginVerification value) {
        return new FilterParts(
                claims, tenants, consents, crawlers, accounts, login, value, budget, policy, transport, clock, data);
    }

    FilterParts withBudget(IssuanceBudget value) {
        return new FilterParts(
                claims,
                tenants,
                consents,
                crawlers,
                accounts,
                login,
                verification,
                value,
                policy,
                transport,
                clock,
                data);
    }

    FilterParts withPolicy(IssuancePolicy value) {
        return new FilterParts(
                claims,
                tenants,
                consents,
                crawlers,
                accounts,
                login,
                verification,
                budget,
                value,
                transport,
                clock,
                data);
    }

    FilterParts withTransport(TokenTransport value) {
        return new FilterParts(
                claims, tenants, consents, crawlers, accounts, login, verification, budget, policy, value, clock, data);
    }

    FilterParts withClock(InstantSource value) {
        return new FilterParts(
                claims,
                tenants,
                consents,
                crawlers,
                accounts,
                login,
                verification,
                budget,
                policy,
                transport,
                value,
                data);
    }

    FilterParts withData(VisitorData value) {
        return new FilterParts(
                claims,
                tenants,
                consents,
                crawlers,
                accounts,
                login,
                verification,
                budget,
                policy,
                transport,
                clock,
                value);
    }

    /** The built-in rules come first: they protect visitors whose cookies the browser withheld. */
    IssuancePolicy policy(FilterSettings settings) {
        return IssuancePolicy.allOf(List.of(
                new BrowserRules(settings.cookies().sameSite()),
                IssuancePolicy.excludingPaths(settings.excludedPaths()),
                policy));
    }

    IssuanceBudget budget(FilterSettings settings) {
        return budget == null ? IssuanceBudget.perAddress(settings.budgetBurst(), settings.budgetPerHour()) : budget;
    }

    TokenTransport transport(FilterSettings settings) {
        return transport == null ? new CookieTransport(settings.cookies()) : transport;
    }
}
