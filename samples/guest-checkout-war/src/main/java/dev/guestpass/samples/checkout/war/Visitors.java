// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Tells who visits the shop without having signed in. The shop runs with Guestpass and without it. */
interface Visitors {

    /**
     * Where the visitor's identity is from; whoever asks first decides it for the life of the application.
     *
     * @return those of Guestpass if it is there
     */
    static Visitors here() {
        return Here.VISITORS;
    }

    Visitor of(HttpServletRequest request);

    /** Tells whether what a visitor has goes to the account that they sign in to. */
    boolean moveToAccounts();

    /**
     * A visitor.
     *
     * @param subject whose things they are
     * @param isForgotten whether nothing can be kept for them
     * @param hasJustConverted whether this request has made an account of them
     * @param locale their language, or {@code null}
     * @param campaign what brought them, or {@code null}
     */
    record Visitor(
            String subject,
            boolean isForgotten,
            boolean hasJustConverted,
            @Nullable String locale,
            @Nullable String campaign) {}

    /** Made when it is first needed. */
    final class Here {

        private static final Visitors VISITORS = isGuestpassHere() ? new AnonymousVisitors() : new SessionVisitors();

        private Here() {}

        private static boolean isGuestpassHere() {
            try {
                Class.forName("dev.guestpass.servlet.AnonymousSession", false, Visitors.class.getClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }
}
