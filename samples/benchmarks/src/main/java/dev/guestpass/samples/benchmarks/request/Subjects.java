// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.request;

import dev.guestpass.samples.benchmarks.measure.Operation;

/** Our own subjects by name, for a closer look at one of them. */
public enum Subjects {
    /** A returning visitor, through the filter. */
    RETURNING {
        @Override
        public Operation operation() throws Exception {
            Node node = Node.withCacheOf(1_000);
            return FilteredRequest.returning(node, FilteredRequest.cookies(node))
                    .operation();
        }
    },
    /** A session token that the node has seen. */
    WARM {
        @Override
        public Operation operation() {
            return new SessionWork().warm().operation();
        }
    },
    /** A session token that the node has not seen. */
    COLD {
        @Override
        public Operation operation() {
            return new SessionWork().cold().operation();
        }
    },
    /** A first visit, through the filter. */
    FIRST {
        @Override
        public Operation operation() {
            return FilteredRequest.first(Node.withCacheOf(1_000)).operation();
        }
    },
    /** An exchange of a refresh token. */
    REFRESH {
        @Override
        public Operation operation() {
            return new SessionWork().refresh().operation();
        }
    },
    /** A change of claims. */
    CLAIMS {
        @Override
        public Operation operation() {
            return new SessionWork().claimsUpdate().operation();
        }
    },
    /** A token of another shape. */
    MALFORMED {
        @Override
        public Operation operation() {
            return new SessionWork().garbage().get(0).operation();
        }
    },
    /** A token of another deployment. */
    FOREIGN {
        @Override
        public Operation operation() {
            return new SessionWork().garbage().get(1).operation();
        }
    },
    /** A text that is longer than any token. */
    OVERSIZED {
        @Override
        public Operation operation() {
            return new SessionWork().garbage().get(3).operation();
        }
    },
    /** A token that is right but for its signature. */
    FORGED {
        @Override
        public Operation operation() {
            return new SessionWork().garbage().get(4).operation();
        }
    };

    /**
     * Makes the subject ready.
     *
     * @return what it does
     * @throws Exception if that is not possible
     */
    public abstract Operation operation() throws Exception;
}
