// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import dev.guestpass.verification.Secrets.LoginId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the channel of a login ID: one whose format takes it, and that somebody sends over.
 *
 * @param formats what login IDs look like, in the order in which they are tried
 * @param dispatcher knows who sends
 */
record Channels(List<LoginIdFormat> formats, VerificationDispatcher dispatcher) {

    /**
     * Where something can be sent.
     *
     * @param channel how
     * @param login to whom
     */
    record Route(String channel, LoginId login) {}

    boolean has(@Nullable String wanted) {
        return usable(wanted).findAny().isPresent();
    }

    Optional<Route> find(@Nullable String wanted, String raw) {
        return usable(wanted).flatMap(format -> route(format, raw).stream()).findFirst();
    }

    private Stream<LoginIdFormat> usable(@Nullable String wanted) {
        return formats.stream()
                .filter(format -> wanted == null || format.channel().equals(wanted))
                .filter(format -> dispatcher.supports(format.channel()));
    }

    /** A format of the application's may forget what would change the headers of a mail. */
    private static Optional<Route> route(LoginIdFormat format, String raw) {
        return format.canonical(raw)
                .filter(value -> !value.isBlank() && value.chars().noneMatch(Character::isISOControl))
                .map(value -> new Route(format.channel(), new LoginId(format.type(), value)));
    }
}
