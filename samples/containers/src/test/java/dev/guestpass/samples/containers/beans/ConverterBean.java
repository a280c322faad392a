// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers.beans;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.samples.containers.ShopConverter;
import jakarta.enterprise.context.ApplicationScoped;

/** The converter as a bean, where nothing names one in {@code META-INF/services}. */
@ApplicationScoped
public class ConverterBean implements AnonymousUserConverter {

    private final AnonymousUserConverter shop = new ShopConverter();

    @Override
    public ConversionDecision convert(Conversion conversion) {
        return shop.convert(conversion);
    }
}
