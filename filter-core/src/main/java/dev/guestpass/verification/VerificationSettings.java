// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import dev.guestpass.store.VerificationStore.Budget;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How login IDs are verified.
 *
 * @param codeLength how many digits a code has
 * @param codeLifetime how long it can be used
 * @param tries how often it can be tried
 * @param linkLifetime how long a link can be used
 * @param budgets how many codes are sent, and tried
 * @param linkPage the page that a link leads to, to which {@code ?t=TOKEN} is added, or {@code null} to send codes alone
 */
public record VerificationSettings(
        int codeLength,
        Duration codeLifetime,
        int tries,
        Duration linkLifetime,
        Budgets budgets,
        @Nullable URI linkPage) {

    private static final VerificationSettings DEFAULTS = new VerificationSettings(
            6, Duration.ofMinutes(10), 5, Duration.ofMinutes(15), new Budgets(10, 10, 60), null);

    /**
     * Checks the ranges.
     *
     * @param codeLength see {@link #codeLength()}
     * @param codeLifetime see {@link #codeLifetime()}
     * @param tries see {@link #tries()}
     * @param linkLifetime see {@link #linkLifetime()}
     * @param budgets see {@link #budgets()}
     * @param linkPage see {@link #linkPage()}
     * @throws IllegalArgumentException if one is out of its range; the text says which
     */
    public VerificationSettings {
        Objects.requireNonNull(budgets, "budgets");
        if (codeLength < 6 || codeLength > 12) {
            throw new IllegalArgumentException("verification.code-length is 6 to 12: fewer digits can be guessed");
        }
        if (tries < 1 || tries > 10) {
            throw new IllegalArgumentException("verification.tries is 1 to 10: with more a code can be guessed");
        }
        requireLife("verification.code-lifetime", codeLifetime);
        requireLife("the lifetime of a link", linkLifetime);
        requirePage(linkPage);
    }

    private static void requireLife(String name, Duration life) {
        if (life.compareTo(Duration.ofSeconds(30)) < 0 || life.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(name + " is 30 seconds to 1 hour");
        }
    }

    private static void requirePage(@Nullable URI page) {
        if (page == null) {
            return;
        }
        boolean isWeb = "https".equals(page.getScheme()) || "http".equals(page.getScheme());
        if (!isWeb || page.getHost() == null || page.getRawUserInfo() != null) {
            throw new IllegalArgumentException("verification.link-base is an absolute URL, as in https://shop.example");
        }
        if (page.getRawQuery() != null || page.getRawFragment() != null) {
            throw new IllegalArgumentException("verification.link-base has no query and no fragment");
        }
    }

    /**
     * Returns the defaults: 6 digits for 10 minutes and 5 tries, links for 15 minutes, in an hour 10 codes to a login ID, 10
     * for a session and 60 for an address, and no links because nobody said where they lead to.
     *
     * @return the defaults
     */
    public static VerificationSettings defaults() {
        return DEFAULTS;
    }

    /**
     * Returns these settings with links.
     *
     * @param page see {@link #linkPage()}
     * @return the copy
     */
    public VerificationSettings withLinkPage(@Nullable URI page) {
        return new VerificationSettings(codeLength, codeLifetime, tries, linkLifetime, budgets, page);
    }

    /**
     * Returns these settings with other budgets.
     *
     * @param value see {@link #budgets()}
     * @return the copy
     */
    public VerificationSettings withBudgets(Budgets value) {
        return new VerificationSettings(codeLength, codeLifetime, tries, linkLifetime, value, linkPage);
    }

    /**
     * How many codes are sent in an hour, and so how many can be tried.
     *
     * @param perLogin to one login ID; as many wrong codes can be tried for it, by all sessions together
     * @param perSession for one session
     * @param perAddress for one network address; as many times the tries of one code can be made from it
     */
    public record Budgets(int perLogin, int perSession, int perAddress) {

        private static final Duration WINDOW = Duration.ofHours(1);

        /**
         * Checks the ranges.
         *
         * @param perLogin see {@link #perLogin()}
         * @param perSession see {@link #perSession()}
         * @param perAddress see {@link #perAddress()}
         * @throws IllegalArgumentException if one is not positive
         */
        public Budgets {
            if (perLogin < 1 || perSession < 1 || perAddress < 1) {
                throw new IllegalArgumentException(
                        "verification.budget.per-login, .per-session and .per-address are 1" + " or more");
            }
        }

        Budget login() {
            return new Budget(perLogin, WINDOW);
        }

        /** A guess for each code that may be sent, however many tries each one has. */
        Budget wrongCodes() {
            return login();
        }

        /** Right and wrong ones: what was right is not known before it is compared. */
        Budget tries(int perCode) {
            return new Budget((int) Math.min(Integer.MAX_VALUE, (long) perAddress * perCode), WINDOW);
        }

        Budget session() {
            return new Budget(perSession, WINDOW);
        }

        Budget address() {
            return new Budget(perAddress, WINDOW);
        }
    }
}
