// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.ConversionTransaction;
import dev.guestpass.event.SessionEventListener;
import dev.guestpass.servlet.transport.TokenTransport;
import dev.guestpass.session.AnonymousSessionsBuilder;
import dev.guestpass.token.ClaimsCustomizer;
import dev.guestpass.verification.LoginIdFormat;
import dev.guestpass.verification.LoginVerificationBuilder;
import dev.guestpass.verification.VerificationSender;
import java.util.List;
import java.util.function.BiFunction;

/** Puts a filter together that the container made, from settings and from what the application has for it. */
record FilterAssembler(ServiceParts parts) {

    AnonymousSessionFilterBuilder assemble(GuestpassSettings settings) {
        AnonymousSessionFilterBuilder builder = AnonymousSessionFilter.builder(settings)
                .customizeSessions(this::sessions)
                .customizeVerification(this::verification);
        builder = one(builder, VisitorClaims.class, AnonymousSessionFilterBuilder::visitorClaims);
        builder = one(builder, TenantResolver.class, AnonymousSessionFilterBuilder::tenantResolver);
        builder = one(builder, ConsentResolver.class, AnonymousSessionFilterBuilder::consentResolver);
        builder = one(builder, CrawlerDetector.class, AnonymousSessionFilterBuilder::crawlerDetector);
        builder = one(builder, AccountResolver.class, AnonymousSessionFilterBuilder::accountResolver);
        builder = one(builder, AccountLogin.class, AnonymousSessionFilterBuilder::accountLogin);
        builder = one(builder, IssuanceBudget.class, AnonymousSessionFilterBuilder::issuanceBudget);
        builder = one(builder, TokenTransport.class, AnonymousSessionFilterBuilder::transport);
        return each(builder, IssuancePolicy.class, AnonymousSessionFilterBuilder::issuancePolicy);
    }

    private AnonymousSessionsBuilder sessions(AnonymousSessionsBuilder given) {
        AnonymousSessionsBuilder builder =
                one(given, AnonymousUserConverter.class, AnonymousSessionsBuilder::converter);
        builder = one(builder, ConversionTransaction.class, AnonymousSessionsBuilder::conversionTransaction);
        builder = one(builder, ClaimsCustomizer.class, AnonymousSessionsBuilder::claimsCustomizer);
        List<SessionEventListener> listeners = parts.find(SessionEventListener.class);
        return listeners.isEmpty() ? builder : builder.listener(new EachListener(listeners));
    }

    private LoginVerificationBuilder verification(LoginVerificationBuilder given) {
        LoginVerificationBuilder builder = each(given, LoginIdFormat.class, LoginVerificationBuilder::format);
        return each(builder, VerificationSender.class, LoginVerificationBuilder::sender);
    }

    private <B, T> B one(B builder, Class<T> type, BiFunction<B, T, B> setter) {
        return parts.findOne(type).map(part -> setter.apply(builder, part)).orElse(builder);
    }

    private <B, T> B each(B builder, Class<T> type, BiFunction<B, T, B> adder) {
        B all = builder;
        for (T part : parts.find(type)) {
            all = adder.apply(all, part);
        }
        return all;
    }
}
