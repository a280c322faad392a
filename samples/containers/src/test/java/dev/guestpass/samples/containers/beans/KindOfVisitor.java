// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers.beans;

import dev.guestpass.Claims;
import dev.guestpass.token.ClaimsCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** Gives every visitor one claim more. */
@ApplicationScoped
public class KindOfVisitor implements ClaimsCustomizer {

    @Override
    public Claims customize(Context context) {
        Map<String, Object> claims = new HashMap<>(context.claims().asMap());
        claims.put("kind", "of a bean");
        return Claims.of(claims);
    }
}
