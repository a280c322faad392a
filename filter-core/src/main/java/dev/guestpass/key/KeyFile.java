// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.file.PrivateFile;
import dev.guestpass.log.SafeLogger;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with private keys, of whatever form: read whole, and watched for being open to others. */
final class KeyFile {

    private static final Logger LOG = SafeLogger.of(KeyFile.class);

    private final PrivateFile file;
    private volatile boolean warned;

    KeyFile(Path path) {
        this.file = new PrivateFile(path);
    }

    Path path() {
        return file.path();
    }

    PrivateFile file() {
        return file;
    }

    /**
     * Reads the file, through symbolic links.
     *
     * @return the content
     * @throws KeySourceException if it can not be read
     */
    byte[] read() {
        try {
            byte[] content = Files.readAllBytes(path());
            warnIfOpen();
            return content;
        } catch (IOException e) {
            throw new KeySourceException(
                    "The key file " + path() + " can not be read (" + reason(e)
                            + "): make it readable for the user that runs the application",
                    e);
        }
    }

    /** What to call the content in an error; the time tells one broken content from the next. */
    String place() {
        try {
            return "The key file " + path() + " (changed " + Files.getLastModifiedTime(path()) + ")";
        } catch (IOException e) {
            return "The key file " + path();
        }
    }

    private void warnIfOpen() throws IOException {
        boolean open = file.isOpenToOthers();
        if (open && !warned) {
            LOG.log(
                    WARNING,
                    "Others can read the key file {0}, and so sign in your name: set its mode to 0600",
                    file.path());
        }
        warned = open;
    }

    /** File system exceptions often say nothing but the path; their type then says what is wrong. */
    static String reason(IOException e) {
        return e.getClass().getSimpleName();
    }
}
