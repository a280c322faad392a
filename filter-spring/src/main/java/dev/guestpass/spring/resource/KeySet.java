// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.resource;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.URL;
import java.time.Duration;
import java.util.List;

/**
 * The public keys of a deployment, fetched as seldom as may be: whoever sends tokens with made-up key ids would otherwise
 * have each of them asked for.
 */
final class KeySet implements JWKSource<SecurityContext> {

    private static final Duration KEEP = Duration.ofMinutes(5);
    private static final Duration KEEP_IN_OUTAGE = Duration.ofHours(1);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 100 * 1024;

    private final JWKSource<SecurityContext> source;
    private volatile boolean isKnown;

    private KeySet(JWKSource<SecurityContext> source) {
        this.source = source;
    }

    static KeySet at(URL address) {
        int patience = (int) PATIENCE.toMillis();
        return new KeySet(JWKSourceBuilder.create(address, new DefaultResourceRetriever(patience, patience, MAX_BYTES))
                .cache(KEEP.toMillis(), 2 * PATIENCE.toMillis())
                .refreshAheadCache(false)
                .rateLimited(BETWEEN_FETCHES.toMillis())
                .outageTolerant(KEEP_IN_OUTAGE.toMillis())
                .build());
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
        try {
            List<JWK> found = source.get(selector, context);
            isKnown = true;
            return found;
        } catch (RateLimitReachedException e) {
            return noneOf(e);
        } catch (KeySourceException e) {
            isKnown = false;
            throw e;
        }
    }

    /** Where the set was fetched a moment ago, a key that is not in it is none, and no failure of ours. */
    private List<JWK> noneOf(RateLimitReachedException limit) throws RateLimitReachedException {
        if (!isKnown) {
            throw limit;
        }
        return List.of();
    }
}
