// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import java.time.Duration;

/**
 * Bounds how many sessions one address can start, and how many tokens it can exchange, so that a flood of either costs no
 * signatures. A visitor over the budget is served, never with an error, as many people share one address: who is new with a
 * transient principal, who is known by what they have, without new tokens. Our own calls that need a session say 429 to them.
 *
 * <p>Called for each session that is about to start and for each exchange, by several threads at a time.
 */
@FunctionalInterface
public interface IssuanceBudget {

    /**
     * Takes one session out of an address' budget.
     *
     * @param address what {@code getRemoteAddr} says; which proxies to believe is the container's business
     * @return whether there was one left
     */
    boolean tryTake(String address);

    /**
     * Gives back what was taken for a session that nobody came to have: it turned out that somebody is signed in, or that
     * the answer can carry no cookies. Does nothing unless it is overridden.
     *
     * @param address as it was taken for
     */
    default void giveBack(String address) {}

    /**
     * Tells how long an address has to wait until {@link #tryTake} may allow it another session; takes nothing. It becomes the
     * {@code Retry-After} of calls that need a session. A minute unless it is overridden.
     *
     * @param address as for {@link #tryTake}
     * @return the time; zero or less counts as a second
     */
    default Duration untilNext(String address) {
        return Duration.ofMinutes(1);
    }

    /**
     * Takes one exchange of a refresh token out of an address' budget. Always allows it unless it is overridden.
     *
     * @param address as for {@link #tryTake}
     * @return whether there was one left
     */
    default boolean tryExchange(String address) {
        return true;
    }

    /**
     * Returns the default: a token bucket for each IPv4 address and each IPv6 /64, in memory, per node. Those who have a session
     * come again for hours, so 60 times as many exchanges are allowed as sessions.
     *
     * @param burst how many sessions an address can start at once
     * @param perHour how many come back in an hour
     * @return the budget
     * @throws IllegalArgumentException if a number is not positive
     */
    static IssuanceBudget perAddress(int burst, int perHour) {
        return new AddressBudget(burst, perHour);
    }

    /**
     * Returns a budget that never ends.
     *
     * @return no bound
     */
    static IssuanceBudget unlimited() {
        return address -> true;
    }
}
