// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.request;

import dev.guestpass.samples.benchmarks.measure.Operation;

/** Subjects by name, for a closer look at one of them. */
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
            return new SessionWork().garbage(Garbage.MALFORMED).operation();
        }
    },
    /** A token of another deployment. */
    FOREIGN {
        @Override
        public Operation operation() {
            return new SessionWork().garbage(Garbage.FOREIGN).operation();
        }
    },
    /** A text that is longer than any token. */
    OVERSIZED {
        @Override
        public Operation operation() {
            return new SessionWork().garbage(Garbage.OVERSIZED).operation();
        }
    },
    /** A token that is right but for its signature. */
    FORGED {
        @Override
        public Operation operation() {
            return new SessionWork().garbage(Garbage.FORGED).operation();
        }
    },
    /** The JDK, a verification alone. */
    RAW_VERIFICATION {
        @Override
        public Operation operation() throws Exception {
            return peers().rawVerification().operation();
        }
    },
    /** The JDK, a signature alone. */
    RAW_SIGNATURE {
        @Override
        public Operation operation() throws Exception {
            return peers().rawSignature().operation();
        }
    },
    /** Spring Session, in memory. */
    SPRING_SESSION {
        @Override
        public Operation operation() throws Exception {
            return peers().springSession().operation();
        }
    },
    /** Spring Security's resource server. */
    RESOURCE_SERVER {
        @Override
        public Operation operation() throws Exception {
            return peers().resourceServer().operation();
        }
    },
    /** java-jwt. */
    JAVA_JWT {
        @Override
        public Operation operation() throws Exception {
            return peers().javaJwt().operation();
        }
    },
    /** jjwt. */
    JJWT {
        @Override
        public Operation operation() throws Exception {
            return peers().jjwt().operation();
        }
    },
    /** Descope's SDK, which asks for the keys once. */
    DESCOPE {
        @Override
        public Operation operation() throws Exception {
            Node node = Node.withCacheOf(1_000);
            try (KeyServer keys = new KeyServer(node.sessions().keys())) {
                return new Peers(node.sessionToken(), keys.rsa())
                        .descope(keys.uri(), node.sessions().keys().projectId())
                        .operation();
            }
        }
    };

    private static Peers peers() throws Exception {
        Node node = Node.withCacheOf(1_000);
        try (KeyServer keys = new KeyServer(node.sessions().keys())) {
            return new Peers(node.sessionToken(), keys.rsa());
        }
    }

    /**
     * Makes the subject ready.
     *
     * @return what it does
     * @throws Exception if that is not possible
     */
    public abstract Operation operation() throws Exception;
}
