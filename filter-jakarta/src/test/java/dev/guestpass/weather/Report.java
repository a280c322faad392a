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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happened to all visitors, and what of it must not happen. */
final class Report {

    /** A conversion that the shop told its visitor of, and the claims that it had acknowledged before. */
    record Told(String subject, String account, Map<String, Integer> claims) {

        boolean isIn(Ledger.Entry entry) {
            return entry.subject().equals(subject)
                    && entry.account().equals(account)
                    && claims.entrySet().stream()
                            .allMatch(kept -> entry.claims().getOrDefault(kept.getKey(), 0) >= kept.getValue());
        }
    }

    private static final Pattern KID = Pattern.compile("\"kid\":\"([^\"]+)\"");

    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> visitorOfSubject = new ConcurrentHashMap<>();
    private final Map<Integer, Map<String, Integer>> claims = new ConcurrentHashMap<>();
    private final Map<String, Told> conversions = new ConcurrentHashMap<>();
    private final Set<Told> presumed = ConcurrentHashMap.newKeySet();
    private final Set<String> doubtful = ConcurrentHashMap.newKeySet();
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

    void converted(String conversion, Told told) {
        Told before = conversions.put(conversion, told);
        if (before != null) {
            wrong(before + " was told twice, also as " + told);
        }
    }

    /** The answer to a conversion was lost, 503, or that it goes on: it may have happened, and will be tried again. */
    void doubt(String subject) {
        doubtful.add(subject);
    }

    /** A visitor is somebody else all of a sudden, which a conversion that nobody told them of would explain. */
    void presumeConverted(Told told) {
        presumed.add(told);
    }

    /** Compares what visitors were told of with what took effect: each conversion of the one has to be in the other. */
    void compare(Ledger ledger) {
        Map<String, Ledger.Entry> entries = ledger.entries();
        conversions.forEach((conversion, told) -> {
            Ledger.Entry entry = entries.get(conversion);
            if (entry == null || !told.isIn(entry)) {
                wrong(told + " was told to have happened, and the ledger has " + entry);
            }
        });
        for (Told told : presumed) {
            if (entries.values().stream().noneMatch(told::isIn)) {
                wrong(told + " was lost: no conversion explains it");
            }
        }
        Set<String> explained = Stream.concat(conversions.values().stream(), presumed.stream())
                .map(Told::subject)
                .collect(Collectors.toSet());
        for (Ledger.Entry entry : entries.values()) {
            if (!explained.contains(entry.subject())) {
                wrong(entry + " took effect, and its visitor knows nothing of it");
            }
            if (entry.calls() > 1 && !doubtful.contains(entry.subject())) {
                wrong(entry + " was converted again, though its visitor had the answer to the first time");
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

    long convertedClaims() {
        return conversions.values().stream()
                .mapToLong(told -> told.claims().size())
                .sum();
    }

    @Override
    public String toString() {
        return new TreeMap<>(counts) + ", subjects " + visitorOfSubject.size() + ", conversions told "
                + conversions.size() + ", presumed " + presumed.size() + ", doubted " + doubtful.size()
                + ", claims converted " + convertedClaims()
                + ", claims checked " + checked + ", longest answer "
                + TimeUnit.NANOSECONDS.toMillis(longest.get()) + " ms, wrong " + wrong.size();
    }
}
