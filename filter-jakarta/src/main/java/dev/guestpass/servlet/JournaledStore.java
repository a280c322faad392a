// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import dev.guestpass.store.InMemorySessionStore;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A store in memory whose ended sessions stay ended over a restart, where there is room to write them down. */
final class JournaledStore {

    private static final Logger LOG = SafeLogger.of(JournaledStore.class);

    private JournaledStore() {}

    /** A place that is mounted for reading, such as a secret, has room for keys and for no journal. */
    static InMemorySessionStore open(KeyLocation keys, Duration keepLineage) {
        InMemorySessionStore.Builder store = InMemorySessionStore.builder().keepLineage(keepLineage);
        Optional<Path> journal = keys.journal().filter(JournaledStore::isWritable);
        if (journal.isEmpty()) {
            LOG.log(
                    WARNING,
                    "There is no room for a journal beside the keys: a session that was ended comes back after a"
                            + " restart, until its tokens expire");
        }
        return journal.map(store::journal).orElse(store).build();
    }

    private static boolean isWritable(Path journal) {
        Path folder = journal.toAbsolutePath().getParent();
        return folder == null || Files.notExists(folder) || Files.isWritable(folder);
    }
}
