// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What the application decided about a visitor who proved a login ID. */
public sealed interface ConversionDecision {

    /**
     * The visitor became a new account.
     *
     * @param accountId the account
     */
    record Promoted(String accountId) implements ConversionDecision {

        /**
         * Lets the anonymous subject become the account's id, so that rows which name the visitor stay as they are. It was
         * unguessable and secret to nobody: use it as a name for an account, never as a proof of one.
         *
         * @param conversion the conversion to decide about
         * @return the decision
         */
        public static Promoted keepingSubject(Conversion conversion) {
            return new Promoted(conversion.session().subject());
        }

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
     * @param options what there is to choose from; each names itself to the application, and briefly, because a ticket
     *     carries them all
     */
    record ChoiceNeeded(List<String> options) implements ConversionDecision {

        /** What a ticket with them can be long, in UTF-8, and still be the part of a path. */
        private static final int MOST_BYTES = 2_000;

        /**
         * Copies the options.
         *
         * @param options see {@link #options()}
         * @throws IllegalArgumentException if there are fewer than two, two are the same, one is blank or has control
         *     characters, or all together have more than 2,000 bytes in UTF-8
         */
        public ChoiceNeeded {
            options = List.copyOf(options);
            if (options.size() < 2) {
                throw new IllegalArgumentException("A choice needs two options or more");
            } else if (Set.copyOf(options).size() < options.size()) {
                throw new IllegalArgumentException("Two options are the same; give each a name of its own");
            } else if (options.stream().anyMatch(ChoiceNeeded::isNoName)) {
                throw new IllegalArgumentException("An option is blank or has control characters; give each a name");
            } else if (options.stream()
                            .mapToInt(option -> option.getBytes(UTF_8).length)
                            .sum()
                    > MOST_BYTES) {
                throw new IllegalArgumentException("The options have more than " + MOST_BYTES
                        + " bytes; a ticket carries them, so give them short names");
            }
        }

        /** A control character would be six in a ticket. */
        private static boolean isNoName(String option) {
            return option.isBlank() || option.chars().anyMatch(Character::isISOControl);
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
