// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import dev.guestpass.servlet.endpoint.OriginGuard;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells browsers which headers Descope's browser SDK may send; it has many of its own, and more in each version. */
record Preflights(OriginGuard origins) {

    private static final Pattern OWN_HEADER = Pattern.compile("x-descope-[a-z0-9-]{1,64}");

    void answer(HttpServletRequest request, HttpServletResponse response, DescopeRoute route) {
        String headers = Stream.concat(
                        Stream.of("authorization", "content-type"),
                        asked(request.getHeader("Access-Control-Request-Headers")))
                .collect(Collectors.joining(", "));
        response.setHeader("Cache-Control", "no-store");
        origins.answerPreflight(request, response, route.methods(), headers);
    }

    private static Stream<String> asked(@Nullable String header) {
        return Arrays.stream(header == null ? new String[0] : header.split(",", 64))
                .map(name -> name.trim().toLowerCase(Locale.ROOT))
                .filter(name -> OWN_HEADER.matcher(name).matches());
    }
}
