// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.storefront;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;

/** Tells every page whose it is, and where the other house is. */
@ControllerAdvice
final class PageStyle {

    /** A link to a storefront. */
    record House(String name, String url) {}

    @ModelAttribute("store")
    Storefront store(HttpServletRequest request) {
        return Storefront.at(request.getServerName());
    }

    @ModelAttribute("houses")
    List<House> houses(HttpServletRequest request) {
        return Storefront.ALL.stream()
                .map(store -> new House(store.name(), url(store, request)))
                .toList();
    }

    private static String url(Storefront store, HttpServletRequest request) {
        return UriComponentsBuilder.fromUriString(request.getRequestURL().toString())
                .host(store.hostBeside(request.getServerName()))
                .replacePath(request.getContextPath() + "/")
                .build()
                .toUriString();
    }
}
