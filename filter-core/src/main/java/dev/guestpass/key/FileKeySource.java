// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.file.PrivateFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * Keys in a file: a JWK set that is made at the first start, with mode 0600, and read again when a token names an
 * unknown key.
 *
 * <p>The file is what makes visitors survive a restart and what several nodes must share. A file that is there but can
 * not be read is never overwritten: that would end every session that it signed. Instances are safe for use by several
 * threads, and of several processes that start at once on one file all end up with the same keys.
 */
final class FileKeySource implements KeySource {

    private static final Logger LOG = System.getLogger(FileKeySource.class.getName());

    private final PrivateFile file;
    private final NewKeys newKeys;
    private volatile boolean wasThere;

    private FileKeySource(PrivateFile file, NewKeys newKeys) {
        this.file = file;
        this.newKeys = newKeys;
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
     * Keeps keys in a file, with a clock that tells from when on new keys sign.
     *
     * @param path the file; it and its folder need not exist yet
     * @param clock the clock
     * @return the source
     */
    static FileKeySource at(Path path, InstantSource clock) {
        return new FileKeySource(new PrivateFile(path), new NewKeys(new SecureRandom(), clock));
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
        KeyRing ring = JwkSetFormat.parse(read(), "The key file " + file.path());
        wasThere = true;
        warnIfOpen();
        return ring;
    }

    private void warnIfOpen() {
        try {
            if (file.isOpenToOthers()) {
                LOG.log(
                        WARNING,
                        "Others can read the key file {0}, and so sign in your name: set its mode to 0600",
                        file.path());
            }
        } catch (IOException e) {
            LOG.log(WARNING, "Nobody knows who can read the key file", e);
        }
    }

    private void create() {
        if (wasThere) {
            throw new KeySourceException("The key file " + file.path() + " is gone: put it back", null);
        }
        try {
            if (file.createIfAbsent(JwkSetFormat.write(newKeys.ring()).getBytes(UTF_8))) {
                LOG.log(
                        INFO,
                        "Made new keys in {0}. Every node needs this file, and visitors last as long as it does:"
                                + " share or mount it.",
                        file.path());
            }
        } catch (IOException e) {
            throw new KeySourceException(
                    "The key file " + file.path() + " does not exist and can not be made (" + reason(e)
                            + "): make its folder writable, or set guestpass.keys.location to a place that is",
                    e);
        }
    }

    private String read() {
        try {
            return new String(Files.readAllBytes(file.path()), UTF_8);
        } catch (IOException e) {
            throw new KeySourceException(
                    "The key file " + file.path() + " can not be read (" + reason(e)
                            + "): make it readable for the user that runs the application",
                    e);
        }
    }

    /** File system exceptions often say nothing but the path; their type then says what is wrong. */
    private static String reason(IOException e) {
        return e.getClass().getSimpleName();
    }
}
