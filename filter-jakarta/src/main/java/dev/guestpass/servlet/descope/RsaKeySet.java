// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.token.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The public keys that every SDK can read: one key of another kind in the list makes the Java SDK fail at all of them. Made
 * anew only when the keys have changed.
 */
final class RsaKeySet implements Supplier<String> {

    private final Supplier<String> all;
    private volatile Filtered last = new Filtered("", "");

    private record Filtered(String all, String rsa) {}

    RsaKeySet(Supplier<String> all) {
        this.all = all;
    }

    @Override
    public String get() {
        String now = all.get();
        Filtered known = last;
        if (!known.all().equals(now)) {
            known = new Filtered(now, rsaOnly(now));
            last = known;
        }
        return known.rsa();
    }

    boolean isEmpty() {
        return !get().contains("\"kty\":\"RSA\"");
    }

    private static String rsaOnly(String jwkSet) {
        List<?> keys = (List<?>) StrictJson.read(jwkSet.getBytes(UTF_8)).get("keys");
        List<?> rsa = keys == null
                ? List.of()
                : keys.stream().filter(RsaKeySet::isRsa).toList();
        return new String(StrictJson.write(Map.of("keys", rsa)), UTF_8);
    }

    private static boolean isRsa(Object key) {
        return key instanceof Map<?, ?> jwk && "RSA".equals(jwk.get("kty"));
    }
}
