// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What happened to all visitors, and what of it must not happen. */
final class Report {

    /** A conversion that the shop told its visitor of. */
    record Told(String subject, String account) {}

    private static final Pattern KID = Pattern.compile("\"kid\":\"([^\"]+)\"");

    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> visitorOfSubject = new ConcurrentHashMap<>();
    private final Map<Integer, Map<String, Integer>> claims = new ConcurrentHashMap<>();
    private final Map<String, Told> conversions = new ConcurrentHashMap<>();
    private final Queue<Told> presumed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger checked = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();

    void count(String what, int status) {
        counts.computeIfAbsent(what + " " + status, key -> new LongAdder()).increment();
    }

    void lost() {
        counts.computeIfAbsent("no answer", key -> new LongAdder()).increment();
    }

    /** Remembers the key that signed a session token. */
    void signed(String token) {
        String header = token.substring(0, Math.max(0, token.indexOf('.')));
        Matcher kid = KID.matcher(new String(Base64.getUrlDecoder().decode(header), UTF_8));
        if (kid.find()) {
            keys.add(kid.group(1));
        }
    }

    int keys() {
        return keys.size();
    }

    void took(long nanos) {
        longest.accumulateAndGet(nanos, Math::max);
    }

    Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    int checkedClaims() {
        return checked.get();
    }

    void wrong(String what) {
        wrong.add(what);
    }

    void show(int visitor, Who who) {
        show(visitor, who.subject());
        claims.put(visitor, who.claims());
        if (!who.isLive()) {
            count("as last known", 200);
        }
        if (who.isTransient()) {
            count("transient", 200);
        }
    }

    void show(int visitor, String subject) {
        Integer owner = visitorOfSubject.putIfAbsent(subject, visitor);
        if (owner != null && owner != visitor) {
            wrong("Visitor " + visitor + " was given the principal " + subject + " of visitor " + owner);
        }
    }

    Map<String, Integer> lastClaims(int visitor) {
        return claims.getOrDefault(visitor, Map.of());
    }

    void checked(int number) {
        checked.addAndGet(number);
    }

    void converted(String subject, String account, String conversion) {
        conversions.put(conversion, new Told(subject, account));
    }

    /** A visitor is somebody else all of a sudden, which a conversion that nobody told them of would explain. */
    void presumeConverted(String subject, String account) {
        presumed.add(new Told(subject, account));
    }

    /** Compares what visitors were told of with what took effect. */
    void compare(Ledger ledger) {
        conversions.forEach((conversion, told) -> {
            Ledger.Entry entry = ledger.entries().get(conversion);
            if (entry == null
                    || !entry.subject().equals(told.subject())
                    || !entry.account().equals(told.account())) {
                wrong(told + " was told to have happened, and the ledger has " + entry);
            }
        });
        for (Told told : presumed) {
            if (!ledger.entries().containsValue(new Ledger.Entry(told.subject(), told.account()))) {
                wrong(told.subject() + " was lost: no conversion explains it");
            }
        }
        ledger.contradictions().forEach(this::wrong);
        long subjects = ledger.entries().values().stream()
                .map(Ledger.Entry::subject)
                .distinct()
                .count();
        if (subjects != ledger.entries().size()) {
            wrong("A visitor was converted twice: " + ledger.entries());
        }
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    long count(String what) {
        LongAdder count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    int conversions() {
        return conversions.size();
    }

    @Override
    public String toString() {
        return new TreeMap<>(counts) + ", subjects " + visitorOfSubject.size() + ", conversions told "
                + conversions.size()
                + ", claims checked " + checked + ", longest answer "
                + TimeUnit.NANOSECONDS.toMillis(longest.get()) + " ms, wrong " + wrong.size();
    }
}
