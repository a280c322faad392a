// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

/**
 * Bounds how many sessions one address can start, so that a flood of first visits costs no signatures. A visitor over the
 * budget is served with a transient principal, never with an error: many people share one address.
 *
 * <p>Called for each session that is about to start, by several threads at a time.
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
     * Returns the default: a token bucket for each IPv4 address and each IPv6 /64, in memory, per node.
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
