// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.catalogue;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.samples.checkout.storefront.Storefront;
import dev.guestpass.samples.checkout.visitor.FirstVisit;
import dev.guestpass.servlet.AnonymousSession;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** Shows what there is to buy, with a word to the visitor by what is known of them. */
@Controller
final class CatalogueController {

    private static final Map<String, String> GREETINGS = Map.of(
            "de",
            "Willkommen",
            "en",
            "Welcome",
            "es",
            "Bienvenido",
            "fr",
            "Bienvenue",
            "it",
            "Benvenuto",
            "ja",
            "ようこそ");

    @GetMapping("/")
    String show(AnonymousPrincipal visitor, @ModelAttribute("store") Storefront store, Model page) {
        Claims claims = visitor.claims();
        String language =
                claims.string(FirstVisit.LOCALE).filter(GREETINGS::containsKey).orElse("en");
        page.addAttribute("greetingLanguage", language);
        page.addAttribute("greeting", GREETINGS.get(language));
        page.addAttribute("campaign", claims.string(FirstVisit.CAMPAIGN).orElse(""));
        page.addAttribute("products", Catalogue.of(store));
        return "catalogue";
    }

    @PostMapping("/campaign/hide")
    String hideCampaign(AnonymousSession session) {
        // A transient visitor has nothing that could be changed.
        if (!session.principal().isTransient()) {
            session.updateClaims(ClaimsChange.remove(FirstVisit.CAMPAIGN));
        }
        return "redirect:/";
    }
}
