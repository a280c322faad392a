// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single settings as what they are, and says which one is wrong. */
final class SettingValues {

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private static final Pattern PASSWORD = Pattern.compile("://[^\\s\"]*@");

    private final Function<String, @Nullable String> lookup;

    SettingValues(Function<String, @Nullable String> lookup) {
        this.lookup = lookup;
    }

    @Nullable
    String text(String name) {
        String text = lookup.apply(SettingNames.PREFIX + name);
        return text == null || text.isBlank() ? null : text.trim();
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    List<String> list(String name) {
        return Arrays.stream(text(name, "").split(",", -1))
                .map(String::trim)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    boolean bool(String name, boolean otherwise) {
        String text = text(name, String.valueOf(otherwise)).toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(name, text, "true or false");
        }
        return text.equals("true");
    }

    int number(String name, int otherwise) {
        String text = text(name, String.valueOf(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(name, text, "a whole number");
        }
    }

    <E extends Enum<E>> E oneOf(Class<E> type, String name, E otherwise) {
        String text = text(name, otherwise.name());
        String constant = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(constant))
                .findFirst()
                .orElseThrow(() -> wrong(name, text, "one of " + Arrays.toString(type.getEnumConstants())));
    }

    Duration duration(String name, Duration otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        Matcher amount = AMOUNT.matcher(text.toLowerCase(Locale.ROOT));
        try {
            return amount.matches() ? of(Long.parseLong(amount.group(1)), amount.group(2)) : Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(name, text, "a time such as 30s, 10m, 12h, 28d or PT10M");
        }
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** Runs a check that knows a value's range and not its name. */
    <T> T checked(String name, Supplier<T> check) {
        try {
            return check.get();
        } catch (IllegalArgumentException e) {
            boolean isNamed = String.valueOf(e.getMessage()).startsWith(SettingNames.PREFIX);
            throw isNamed ? e : new IllegalArgumentException(SettingNames.PREFIX + name + ": " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException wrong(String name, String text, String expected) {
        return new IllegalArgumentException(
                SettingNames.PREFIX + name + " is \"" + withoutPasswords(text) + "\"; it must be " + expected);
    }

    /** Leaves out who a URL says asks, and by what password. */
    static String withoutPasswords(String text) {
        return PASSWORD.matcher(text).replaceAll("://***@");
    }
}
