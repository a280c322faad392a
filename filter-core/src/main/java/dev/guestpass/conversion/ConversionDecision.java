// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

import java.util.List;
import java.util.Objects;

/** What the application decided about a visitor who proved a login ID. */
public sealed interface ConversionDecision {

    /**
     * The visitor became a new account.
     *
     * @param accountId the account
     */
    record Promoted(String accountId) implements ConversionDecision {
        /**
         * Checks that there is an account.
         *
         * @param accountId see {@link #accountId()}
         */
        public Promoted {
            Objects.requireNonNull(accountId, "accountId");
        }
    }

    /**
     * What the visitor collected went to an account that existed.
     *
     * @param accountId the account
     */
    record Merged(String accountId) implements ConversionDecision {
        /**
         * Checks that there is an account.
         *
         * @param accountId see {@link #accountId()}
         */
        public Merged {
            Objects.requireNonNull(accountId, "accountId");
        }
    }

    /**
     * The person has to choose first, for example which of two carts to keep. Nothing was moved; the visitor stays
     * anonymous and keeps everything.
     *
     * @param options what there is to choose from; each names itself to the application
     */
    record ChoiceNeeded(List<String> options) implements ConversionDecision {
        /**
         * Copies the options.
         *
         * @param options see {@link #options()}
         * @throws IllegalArgumentException if there are fewer than two
         */
        public ChoiceNeeded {
            options = List.copyOf(options);
            if (options.size() < 2) {
                throw new IllegalArgumentException("A choice needs two options or more");
            }
        }
    }

    /**
     * The application does not want this conversion. The visitor stays anonymous and keeps everything.
     *
     * @param reason for the application's own caller
     */
    record Rejected(String reason) implements ConversionDecision {
        /**
         * Checks that there is a reason.
         *
         * @param reason see {@link #reason()}
         */
        public Rejected {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
