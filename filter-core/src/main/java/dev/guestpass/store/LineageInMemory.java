// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.conversion.ConversionReceipt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Receipts by subject and by account. The oldest leave when their time is over, or when there are too many. Conversions are
 * rare beside requests, so one lock is enough.
 */
final class LineageInMemory implements LineageStore {

    private final InstantSource clock;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();

    /** The oldest first, since a receipt that comes again goes to the end. */
    private final Map<String, Kept> bySubject = new LinkedHashMap<>();

    private final Map<String, Set<String>> subjectsOf = new HashMap<>();

    private record Kept(ConversionReceipt receipt, Instant until) {}

    LineageInMemory(InstantSource clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    void add(ConversionReceipt receipt, Instant until) {
        lock.lock();
        try {
            remove(receipt.subject());
            bySubject.put(receipt.subject(), new Kept(receipt, until));
            subjectsOf
                    .computeIfAbsent(receipt.accountId(), id -> new LinkedHashSet<>())
                    .add(receipt.subject());
            trim();
        } finally {
            lock.unlock();
        }
    }

    private void trim() {
        Instant now = clock.instant();
        while (!bySubject.isEmpty()) {
            Kept oldest = bySubject.values().iterator().next();
            if (oldest.until().isAfter(now) && bySubject.size() <= most) {
                return;
            }
            remove(oldest.receipt().subject());
        }
    }

    private void remove(String subject) {
        Kept kept = bySubject.remove(subject);
        if (kept != null) {
            subjectsOf.computeIfPresent(kept.receipt().accountId(), (id, subjects) -> {
                subjects.remove(subject);
                return subjects.isEmpty() ? null : subjects;
            });
        }
    }

    @Override
    public Optional<ConversionReceipt> receiptOf(String subject) {
        lock.lock();
        try {
            return Optional.ofNullable(bySubject.get(subject))
                    .filter(kept -> kept.until().isAfter(clock.instant()))
                    .map(Kept::receipt);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<ConversionReceipt> receiptsOf(String accountId, int limit) {
        lock.lock();
        try {
            List<ConversionReceipt> found = new ArrayList<>();
            for (String subject : subjectsOf.getOrDefault(accountId, Set.of())) {
                Kept kept = Objects.requireNonNull(bySubject.get(subject));
                if (kept.until().isAfter(clock.instant())) {
                    found.add(kept.receipt());
                }
            }
            Collections.reverse(found);
            return List.copyOf(found.subList(0, Math.min(limit, found.size())));
        } finally {
            lock.unlock();
        }
    }
}
