// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guestpass.file.PrivateFile;
import dev.guestpass.log.SafeLogger;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tombstones on the disk: appended line by line, forced before the step counts as done, and rewritten without the expired
 * ones at start and every {@value #COMPACT_EVERY} lines.
 */
final class TombstoneJournal {

    private static final Logger LOG = SafeLogger.of(TombstoneJournal.class);
    private static final int COMPACT_EVERY = 10_000;

    private final PrivateFile file;
    private final int compactEvery;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable FileChannel channel;
    private @Nullable Object fileKey;
    private boolean isClosed;
    private int appended;

    TombstoneJournal(Path path) {
        this(path, COMPACT_EVERY);
    }

    TombstoneJournal(Path path, int compactEvery) {
        this.file = new PrivateFile(path);
        this.compactEvery = compactEvery;
    }

    /** Reads what is still to be remembered, and opens the file for appending. */
    List<Tombstone> open(Instant now) {
        try {
            List<Tombstone> rows = compact(now);
            openChannel();
            return rows;
        } catch (IOException e) {
            throw new SessionStoreException(
                    "The journal " + file.path() + " can not be used ("
                            + e.getClass().getSimpleName()
                            + "): make it and its folder readable and writable for the user that runs the application",
                    e);
        }
    }

    void append(Tombstone row, Instant now) {
        lock.lock();
        try {
            write(TombstoneFormat.write(row));
            if (++appended % compactEvery == 0) {
                compactOrGoOn(now);
            }
        } catch (IOException e) {
            throw new SessionStoreException(
                    "The journal " + file.path() + " can not be written: check the disk. The session was not ended.",
                    e);
        } finally {
            lock.unlock();
        }
    }

    /** A line begins with its own line feed, so a torn line before it, after a crash, spoils nothing but itself. */
    private void write(String line) throws IOException {
        FileChannel open = openChannel();
        ByteBuffer rest = ByteBuffer.wrap(("\n" + line).getBytes(UTF_8));
        while (rest.hasRemaining()) {
            open.write(rest);
        }
        open.force(false);
    }

    /** Opens the file anew after it was replaced, or after that failed the last time. */
    private FileChannel openChannel() throws IOException {
        FileChannel open = channel;
        if (isClosed) {
            throw new IOException("closed");
        } else if (open == null || !isOurs()) {
            closeChannel();
            open = file.openForAppend();
            channel = open;
            fileKey = fileKey();
        }
        return open;
    }

    /**
     * Another process may have compacted the file, and so put another one in its place. Where the whole folder is gone,
     * the open file is the best that is left.
     */
    private boolean isOurs() throws IOException {
        Path folder = file.path().getParent();
        boolean isGone = !Files.exists(file.path());
        return isGone ? folder == null || !Files.isDirectory(folder) : Objects.equals(fileKey, fileKey());
    }

    private @Nullable Object fileKey() throws IOException {
        return Files.readAttributes(file.path(), BasicFileAttributes.class).fileKey();
    }

    /** The line is on the disk by now, so a file that can not be rewritten is no reason to fail. */
    private void compactOrGoOn(Instant now) {
        try {
            compact(now);
        } catch (IOException e) {
            LOG.log(WARNING, "The journal could not be compacted and goes on growing", e);
            return;
        }
        closeChannel();
    }

    /** Bytes that are no UTF-8, as a crash in the middle of a character leaves them, damage their own line alone. */
    private List<Tombstone> compact(Instant now) throws IOException {
        String text = Files.exists(file.path()) ? new String(Files.readAllBytes(file.path()), UTF_8) : "";
        List<Tombstone> rows = text.lines()
                .filter(line -> !line.isBlank())
                .map(this::read)
                .flatMap(Optional::stream)
                .filter(row -> row.isNeeded(now))
                .toList();
        file.replace(String.join("\n", rows.stream().map(TombstoneFormat::write).toList())
                .getBytes(UTF_8));
        return rows;
    }

    private Optional<Tombstone> read(String line) {
        Optional<Tombstone> row = TombstoneFormat.read(line);
        if (row.isEmpty()) {
            LOG.log(WARNING, "A damaged line of the journal {0} was left out", file.path());
        }
        return row;
    }

    void close() {
        lock.lock();
        try {
            isClosed = true;
            closeChannel();
        } finally {
            lock.unlock();
        }
    }

    private void closeChannel() {
        FileChannel open = channel;
        channel = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            LOG.log(WARNING, "The journal could not be closed", e);
        }
    }
}
