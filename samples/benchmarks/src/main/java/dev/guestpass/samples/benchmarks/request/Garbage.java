// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.request;

/** What strangers send in place of a session token, by what it is refused for. */
enum Garbage {
    MALFORMED("malformed") {
        @Override
        String of(String genuine) {
            return genuine.substring(0, genuine.length() - 1) + '!';
        }
    },
    FOREIGN("foreign") {
        @Override
        String of(String genuine) {
            return Node.withCacheOf(0).sessionToken();
        }
    },
    FOREIGN_SHAPE("foreign, of another shape") {
        @Override
        String of(String genuine) {
            return "eyJhbGciOiJub25lIn0" + genuine.substring(genuine.indexOf('.'));
        }
    },
    OVERSIZED("oversized") {
        @Override
        String of(String genuine) {
            return genuine + "A".repeat(4_096);
        }
    },
    FORGED("wrong signature") {
        @Override
        String of(String genuine) {
            int signature = genuine.lastIndexOf('.') + 1;
            return genuine.substring(0, signature) + "AAAA" + genuine.substring(signature + 4);
        }
    };

    private final String title;

    Garbage(String title) {
        this.title = title;
    }

    /** Returns what tables call it. */
    String title() {
        return title;
    }

    /**
     * Makes a text of this kind.
     *
     * @param genuine a session token of the node that is asked
     * @return what is sent
     */
    abstract String of(String genuine);
}
