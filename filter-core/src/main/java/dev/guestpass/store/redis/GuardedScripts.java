// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import dev.guestpass.store.Patience;
import dev.guestpass.store.SessionStoreException;
import java.util.List;
import java.util.Objects;

/**
 * Turns whatever can go wrong with a script into a {@link SessionStoreException} that names the operation and no value.
 *
 * @param scripts the client
 */
record GuardedScripts(RedisScripts scripts) {

    List<String> run(String operation, StoreScript script, List<String> keys, List<String> arguments) {
        Patience.requireSomebodyWaits();
        try {
            return checked(scripts.run(script.text(), keys, arguments));
        } catch (RuntimeException e) {
            throw new SessionStoreException(
                    "Redis could not " + operation + " ("
                            + e.getClass().getSimpleName()
                            + "): check that the primary can be reached, can be written to and has memory left",
                    e);
        }
    }

    /** A client that was told to make something else of answers would be found out later, and by another exception. */
    private static List<String> checked(List<String> answer) {
        for (Object element : (List<?>) Objects.requireNonNull(answer, "The script answered nothing")) {
            if (!(element instanceof String)) {
                throw new IllegalStateException("The client has to read a script's answer as a list of text");
            }
        }
        return answer;
    }
}
