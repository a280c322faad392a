// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.lang.System.Logger.Level.INFO;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.log.SafeLogger;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Keys in a file: a JWK set that is made at the first start, with mode 0600, and rotates by itself where it can be written.
 *
 * <p>The file is what makes visitors survive a restart and what several nodes must share. A file that is there but can
 * not be read is never overwritten: that would end every session that it signed. Instances are safe for use by several
 * threads, and of several processes that start at once on one file all end up with the same keys; of several that rotate
 * it at once, one does.
 */
final class FileKeySource implements RotatingKeySource {

    private static final Logger LOG = SafeLogger.of(FileKeySource.class);

    private final KeyFile file;
    private final InstantSource clock;
    private final ParsedOnce parsed = new ParsedOnce();
    private volatile boolean wasThere;
    private volatile boolean saidReadOnly;

    private FileKeySource(KeyFile file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Keeps keys in a file.
     *
     * @param path the file; it and its folder need not exist yet
     * @return the source
     */
    static FileKeySource at(Path path) {
        return at(path, InstantSource.system());
    }

    /**
     * Keeps keys in a file, with a clock that tells when new keys were made.
     *
     * @param path the file; it and its folder need not exist yet
     * @param clock the clock
     * @return the source
     */
    static FileKeySource at(Path path, InstantSource clock) {
        return new FileKeySource(new KeyFile(path), clock);
    }

    /**
     * Reads the file. The first time, makes it if there is none; a file that was there before and is gone is a fault,
     * because new keys in its place would end every session.
     *
     * @throws KeySourceException if the file can not be read, written or used
     */
    @Override
    public KeyRing load() {
        if (!Files.exists(file.path())) {
            create();
        }
        byte[] content = file.read();
        KeyRing ring =
                parsed.parse(List.of(content), () -> JwkSetFormat.parse(new String(content, UTF_8), file.place()));
        wasThere = true;
        return ring;
    }

    private void create() {
        if (wasThere) {
            throw new KeySourceException("The key file " + file.path() + " is gone: put it back", null);
        }
        try {
            if (file.file().createIfAbsent(bytes(KeyRing.generate(clock.instant())))) {
                LOG.log(
                        INFO,
                        "Made new keys in {0}. Every node needs this file, and visitors last as long as it does:"
                                + " share or mount it.",
                        file.path());
            }
        } catch (IOException e) {
            throw new KeySourceException(
                    "The key file " + file.path() + " does not exist and can not be made (" + KeyFile.reason(e)
                            + "): make its folder writable, or set guestpass.keys.location to a place that is",
                    e);
        }
    }

    /**
     * Writes the next keys in the place of the file, in one step and with mode 0600, while no other process does. A file
     * or a folder that is read-only is somebody else's to rotate.
     *
     * @throws KeySourceException if the file can not be read or replaced
     */
    @Override
    public KeyRing rotate(KeyRotation rotation, Instant now) {
        try (KeyFileLock lock = KeyFileLock.take(file.path())) {
            return lock.isHeld() ? rotateAlone(rotation, now, lock) : unrotated(lock);
        } catch (IOException e) {
            throw new KeySourceException(
                    "The key file " + file.path() + " can not be rotated (" + KeyFile.reason(e)
                            + "): see to its disk and to the modes of its folder",
                    e);
        }
    }

    private KeyRing rotateAlone(KeyRotation rotation, Instant now, KeyFileLock lock) throws IOException {
        KeyRing ring = load();
        KeyRing next = rotation.apply(ring, now);
        if (next == ring) {
            return ring;
        }
        lock.target().replace(bytes(next));
        LOG.log(INFO, "Rotated the keys in {0}: {1}", file.path(), next.states(now));
        return load();
    }

    private KeyRing unrotated(KeyFileLock lock) {
        if (lock.isReadOnly() && !saidReadOnly) {
            saidReadOnly = true;
            LOG.log(
                    INFO,
                    "The key file {0} or its folder is read-only, so its keys do not rotate by themselves: replace the file"
                            + " to rotate them",
                    file.path());
        }
        return load();
    }

    private static byte[] bytes(KeyRing ring) {
        return JwkSetFormat.write(ring).getBytes(UTF_8);
    }
}
