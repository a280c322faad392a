// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A token bucket per address. An address that is forgotten, because there are too many, starts with a full one. */
final class AddressBudget implements IssuanceBudget {

    private static final int MAX_ADDRESSES = 100_000;

    /** An IPv6 address with the name of an interface takes less. */
    private static final int LONGEST = 64;

    /** Exchanges for each session that may start: an hour of them is six, and who has one may come for months. */
    private static final int EXCHANGES = 60;

    private final Buckets starts;
    private final Buckets exchanges;

    AddressBudget(int burst, int perHour) {
        FilterSettings.requireBudget(burst, perHour);
        this.starts = new Buckets(burst, perHour);
        this.exchanges = new Buckets((long) EXCHANGES * burst, (long) EXCHANGES * perHour);
    }

    @Override
    public boolean tryTake(String address) {
        return starts.of(address).tryConsume(1);
    }

    @Override
    public void giveBack(String address) {
        starts.of(address).addTokens(1);
    }

    @Override
    public Duration untilNext(String address) {
        return Duration.ofNanos(starts.of(address).estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    @Override
    public boolean tryExchange(String address) {
        return exchanges.of(address).tryConsume(1);
    }

    /** One for each address that is remembered. */
    private static final class Buckets {

        private final long burst;
        private final long perHour;
        private final Cache<String, Bucket> byNetwork;

        Buckets(long burst, long perHour) {
            this.burst = burst;
            this.perHour = perHour;
            this.byNetwork = Caffeine.newBuilder()
                    .maximumSize(MAX_ADDRESSES)
                    .expireAfterAccess(Duration.ofHours(1 + burst / perHour))
                    .executor(Runnable::run)
                    .build();
        }

        Bucket of(String address) {
            return byNetwork.get(network(address), key -> newBucket());
        }

        private Bucket newBucket() {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(burst).refillGreedy(perHour, Duration.ofHours(1)))
                    .build();
        }
    }

    /** What a proxy says may be anything, and a name would be looked up. */
    private static boolean isLiteral(String address) {
        char first = address.charAt(0);
        return first == ':' || Character.digit(first, 16) >= 0;
    }

    /** An IPv6 customer has a whole /64, so the last four groups tell nothing apart. */
    static String network(@Nullable String address) {
        String plain = address == null ? "" : withoutPort(address);
        return plain.indexOf(':') < 0 || !isLiteral(plain) ? shortened(plain) : Ipv6Network.of(shortened(plain));
    }

    /** Some proxies tell the port as well, which is another one for each connection. IPv6 has two colons or more. */
    private static String withoutPort(String address) {
        String plain = address.startsWith("[") ? address.substring(1) : address;
        int colon = plain.indexOf(':');
        return colon >= 0 && colon == plain.lastIndexOf(':') ? plain.substring(0, colon) : plain;
    }

    /** It is kept for a while, and a container may take over what a client sent. */
    private static String shortened(String plain) {
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }
}
