// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which visitor became which account, and what came along. */
public final class ShopConverter implements AnonymousUserConverter {

    private static final Map<String, String> ACCOUNTS = new ConcurrentHashMap<>();
    private static final Map<String, String> COLOURS = new ConcurrentHashMap<>();

    /** For {@link java.util.ServiceLoader}. */
    public ShopConverter() {}

    static String accountOf(String subject) {
        return ACCOUNTS.getOrDefault(subject, "none");
    }

    static String colourOf(String subject) {
        return COLOURS.getOrDefault(subject, "none");
    }

    @Override
    public ConversionDecision convert(Conversion conversion) {
        String account = conversion.login().loginId();
        String subject = conversion.session().subject();
        ACCOUNTS.put(subject, account);
        conversion.claims().string("colour").ifPresent(colour -> COLOURS.put(subject, colour));
        return new ConversionDecision.Merged(account);
    }
}
