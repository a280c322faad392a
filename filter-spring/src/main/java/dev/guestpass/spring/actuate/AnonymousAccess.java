// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

/** Tells whether somebody whom nobody has signed in may come to a path. */
@FunctionalInterface
interface AnonymousAccess {

    /** Where there is nothing that could refuse anybody. */
    AnonymousAccess UNGUARDED = (mapping, method) -> new Verdict("yes", "there is no Spring Security");

    Verdict ask(Mapping mapping, String method);

    /**
     * What was found.
     *
     * @param anonymous {@code yes}, {@code no} or {@code unknown}
     * @param rule what decided it
     */
    record Verdict(String anonymous, String rule) {

        static Verdict of(boolean isGranted, String rule) {
            return new Verdict(isGranted ? "yes" : "no", rule);
        }
    }
}
