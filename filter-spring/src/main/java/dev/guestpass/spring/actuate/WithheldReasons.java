// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reasons as values of a tag. An application's own policy may give any text, and one that names a path or a visitor would
 * make a meter of each: beyond {@value #MOST} that are not ours the rest are {@code other}. Safe for use by several threads.
 */
final class WithheldReasons {

    static final int MOST = 50;

    private static final Set<String> OURS = Set.of(
            "account-failed",
            "awaited-key",
            "budget",
            "clock",
            "crowded",
            "committed",
            "consent",
            "crawler",
            "cross-site",
            "excluded-path",
            "failed",
            "method",
            "other-tenant",
            "policy-failed",
            "prefetch",
            "public-response",
            "signed-in",
            "signing-failed",
            "sub-resource",
            "tenant-failed",
            "too-large",
            "two-visitors");

    private final Set<String> others = ConcurrentHashMap.newKeySet();

    /** Returns the reason, or what stands for all that are too many. Threads that meet may each add one beyond that. */
    String bounded(String reason) {
        if (OURS.contains(reason) || others.contains(reason)) {
            return reason;
        } else if (others.size() >= MOST) {
            return "other";
        }
        others.add(reason);
        return reason;
    }
}
