// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.key.KeySourceException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says where keys were looked for that can not be read; without them nobody could be told apart, so nothing starts. */
final class KeySourceFailureAnalyzer extends AbstractFailureAnalyzer<KeySourceException> {

    private static final String LOCATION = "guestpass.keys.location";

    private final Environment environment;

    /** By Spring Boot, which has the environment for those who ask. */
    KeySourceFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, KeySourceException cause) {
        String location = environment.getProperty(LOCATION, "file:./guestpass-keys.json");
        return new FailureAnalysis(
                "The keys that sign tokens can not be used: " + cause.getMessage(),
                LOCATION + " is " + location
                        + ": put right what is there, or set it to another place, where a file that is"
                        + " not there is made. Keep old keys if you can: without them all visitors are new ones.",
                cause);
    }
}
