// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which visitor became which account. */
public final class ShopConverter implements AnonymousUserConverter {

    private static final Map<String, String> ACCOUNTS = new ConcurrentHashMap<>();

    /** For {@link java.util.ServiceLoader}. */
    public ShopConverter() {}

    static String accountOf(String subject) {
        return ACCOUNTS.getOrDefault(subject, "none");
    }

    @Override
    public ConversionDecision convert(Conversion conversion) {
        String account = conversion.login().loginId();
        ACCOUNTS.put(conversion.session().subject(), account);
        return new ConversionDecision.Merged(account);
    }
}
