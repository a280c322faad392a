// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.catalogue;

import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Finds the product that a form names; Spring MVC answers 400 for one that is not sold. */
@Component
final class ProductConverter implements Converter<String, Product> {

    @Override
    public Product convert(String id) {
        return Catalogue.find(id).orElseThrow(() -> new IllegalArgumentException("There is no such product"));
    }
}
