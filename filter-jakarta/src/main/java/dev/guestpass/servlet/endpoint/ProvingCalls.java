// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/** The calls by which visitors prove login IDs and are converted. What the application has no part for is not there. */
record ProvingCalls(ProvingSetup setup, ConversionReply reply) {

    private static final String START = "/verifications";
    private static final String LINK = "/verifications/link";
    private static final String FINISH = "/verifications/";
    private static final String CHOOSE = "/conversions/";

    ProvingCalls(ProvingSetup setup) {
        this(setup, new ConversionReply(setup.clock()));
    }

    /** Finds the call that a path means; it begins with the API's. */
    Route route(String requested) {
        Route route = named(requested.substring(Math.min(setup.path().length(), requested.length())));
        return setup.offers(route) ? route : Route.UNKNOWN;
    }

    private static Route named(String rest) {
        if (rest.equals(START)) {
            return Route.START;
        } else if (rest.equals(LINK)) {
            return Route.LINK;
        } else if (isOneBelow(FINISH, rest)) {
            return Route.FINISH;
        }
        return isOneBelow(CHOOSE, rest) ? Route.CHOOSE : Route.UNKNOWN;
    }

    private static boolean isOneBelow(String folder, String rest) {
        return rest.startsWith(folder) && rest.length() > folder.length() && rest.indexOf('/', folder.length()) < 0;
    }

    void answer(Route route, HttpServletRequest request, HttpServletResponse response, VisitorSession visitor)
            throws IOException {
        switch (route) {
            case START -> verifications().start(request, response, visitor);
            case FINISH -> verifications().finish(request, response, visitor, last(request));
            case LINK -> new LinkEndpoint(proofs(), setup).answer(request, response, visitor);
            default -> new ChoiceEndpoint(setup, reply).answer(request, response, visitor, last(request));
        }
    }

    private VerificationEndpoint verifications() {
        return new VerificationEndpoint(proofs(), setup.cookie(), reply);
    }

    private LoginProofs proofs() {
        return Objects.requireNonNull(setup.proofs(), "proofs");
    }

    /** The last part of the path as it was sent: ids and tickets have no characters that need to be encoded. */
    private static String last(HttpServletRequest request) {
        String path = request.getRequestURI();
        int parameters = path.indexOf(';');
        String plain = parameters < 0 ? path : path.substring(0, parameters);
        return plain.substring(plain.lastIndexOf('/') + 1);
    }
}
