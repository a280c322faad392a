// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.shop;

import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** Accounts and carts of a shop. Its converter takes effect once for each conversion, however often it is called. */
final class Shop {

    static final List<String> OPTIONS = List.of("this", "that", "both");

    private final Map<String, String> accounts = new TreeMap<>();
    private final Map<String, List<String>> carts = new TreeMap<>();
    private final Map<String, ConversionDecision> done = new TreeMap<>();
    private final AtomicReference<Runnable> afterEffect = new AtomicReference<>(() -> {});
    private int calls;
    private int effects;
    private boolean isRefusing;
    private int failures;

    /** An account that exists before anybody comes. */
    synchronized void open(String loginId, String account, String... items) {
        accounts.put(loginId, account);
        carts.put(account, new ArrayList<>(List.of(items)));
    }

    synchronized void add(String owner, String item) {
        carts.computeIfAbsent(owner, none -> new ArrayList<>()).add(item);
    }

    synchronized List<String> cart(String owner) {
        return List.copyOf(carts.getOrDefault(owner, List.of()));
    }

    synchronized String account(String loginId) {
        return accounts.get(loginId);
    }

    /** How often the converter was called. */
    synchronized int calls() {
        return calls;
    }

    /** How often something was moved. */
    synchronized int effects() {
        return effects;
    }

    synchronized void refuse(boolean refuses) {
        isRefusing = refuses;
    }

    synchronized void failNext(int times) {
        failures = times;
    }

    /** Sets what happens once, when something was moved and before the conversion is completed. */
    void afterNextEffect(Runnable happening) {
        afterEffect.set(happening);
    }

    ConversionDecision convert(Conversion conversion) {
        int before = effects();
        ConversionDecision decision = decide(conversion);
        if (effects() > before) {
            afterEffect.getAndSet(() -> {}).run();
        }
        return decision;
    }

    private synchronized ConversionDecision decide(Conversion conversion) {
        calls++;
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("no database");
        } else if (isRefusing) {
            return new ConversionDecision.Rejected("secret reason");
        }
        ConversionDecision before = done.get(conversion.conversionId());
        return before == null ? move(conversion) : before;
    }

    private ConversionDecision move(Conversion conversion) {
        String visitor = conversion.session().subject();
        String account = accounts.get(conversion.login().loginId());
        if (account == null) {
            String opened = "account-" + (accounts.size() + 1);
            accounts.put(conversion.login().loginId(), opened);
            return moved(conversion, visitor, opened, "both", new ConversionDecision.Promoted(opened));
        }
        boolean isEasy = cart(visitor).isEmpty() || cart(account).isEmpty();
        if (!isEasy && conversion.choice().isEmpty()) {
            return new ConversionDecision.ChoiceNeeded(OPTIONS);
        }
        String choice = conversion.choice().orElse("both");
        return moved(conversion, visitor, account, choice, new ConversionDecision.Merged(account));
    }

    private ConversionDecision moved(
            Conversion conversion, String visitor, String account, String choice, ConversionDecision decision) {
        List<String> kept = new ArrayList<>(choice.equals("this") ? List.of() : cart(account));
        kept.addAll(choice.equals("that") ? List.of() : cart(visitor));
        carts.put(account, kept);
        carts.remove(visitor);
        done.put(conversion.conversionId(), decision);
        effects++;
        return decision;
    }
}
