// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import dev.guestpass.verification.VerificationMessage;
import dev.guestpass.verification.VerificationSender;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stands for a mail server: a page shows what was sent. */
public final class SentCodes implements VerificationSender {

    private static final Map<String, String> CODES = new ConcurrentHashMap<>();

    /** For {@link java.util.ServiceLoader}. */
    public SentCodes() {}

    static String to(String loginId) {
        return CODES.getOrDefault(loginId, "none");
    }

    @Override
    public boolean supports(String channel) {
        return true;
    }

    @Override
    public void send(VerificationMessage message) {
        CODES.put(message.loginId(), message.code());
    }
}
