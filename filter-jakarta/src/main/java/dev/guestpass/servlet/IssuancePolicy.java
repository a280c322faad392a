// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a request may start a session, and whether its answer may carry our cookies at all.
 *
 * <p>Called before the application, once for each request that has no valid session token; by several threads at a time.
 * It must be quick. A visitor whom it objects to is served with a transient principal; if it throws, that counts as an
 * objection. It never leads to an error.
 */
@FunctionalInterface
public interface IssuancePolicy {

    /**
     * Judges a request.
     *
     * @param request the request
     * @return why no cookies may be set, as a constant text for counters; empty if they may
     */
    Optional<String> objection(HttpServletRequest request);

    /**
     * Returns a policy that objects if any of several does.
     *
     * @param policies the policies, asked in their order
     * @return all of them
     */
    static IssuancePolicy allOf(List<IssuancePolicy> policies) {
        List<IssuancePolicy> copy = List.copyOf(policies);
        return request -> copy.stream()
                .map(policy -> policy.objection(request))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Returns a policy that objects on some paths.
     *
     * @param prefixes beginnings of paths below the context, as in {@code /static/}
     * @return the policy
     */
    static IssuancePolicy excludingPaths(List<String> prefixes) {
        List<String> copy = List.copyOf(prefixes);
        return request -> {
            String path = RequestPath.of(request);
            return copy.stream().anyMatch(path::startsWith) ? Optional.of("excluded-path") : Optional.empty();
        };
    }
}
