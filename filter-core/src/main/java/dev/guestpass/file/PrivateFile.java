// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.file;

import static java.lang.System.Logger.Level.DEBUG;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.guestpass.log.SafeLogger;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * A file that only its owner can read (mode 0600 where the file system knows modes) and that is never seen half
 * written: content goes to a temporary file, is forced to the disk, and takes the file's name in one step.
 *
 * <p>Instances hold no state but the path and are safe for use by several threads.
 */
public final class PrivateFile {

    private static final Logger LOG = SafeLogger.of(PrivateFile.class);

    private final Path path;

    /**
     * Names the file; nothing is touched yet.
     *
     * @param path where it is
     */
    public PrivateFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /**
     * Returns where the file is.
     *
     * @return the absolute path
     */
    public Path path() {
        return path;
    }

    /**
     * Creates the file unless there is one. Of several processes that try at once exactly one succeeds.
     *
     * @param content what it shall hold
     * @return whether this call created it
     * @throws IOException if the file can not be written
     */
    public boolean createIfAbsent(byte[] content) throws IOException {
        Path temporary = writeTemporary(content);
        try {
            Files.createLink(path, temporary);
            forceFolder();
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return moveIfAbsent(temporary);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** For file systems without hard links: a move that does not replace, which is the best that is left there. */
    private boolean moveIfAbsent(Path temporary) throws IOException {
        try {
            Files.move(temporary, path);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /**
     * Replaces the whole content, or creates the file.
     *
     * @param content what it shall hold
     * @throws IOException if the file can not be written; the old content is then still there
     */
    public void replace(byte[] content) throws IOException {
        Path temporary = writeTemporary(content);
        try {
            Files.move(temporary, path, ATOMIC_MOVE, REPLACE_EXISTING);
            forceFolder();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Tells whether others than its owner may read or change the file, where the file system knows modes.
     *
     * @return whether the file is less private than it should be
     * @throws IOException if there is no such file
     */
    public boolean isOpenToOthers() throws IOException {
        return isPosix(path)
                && !PosixFilePermissions.fromString("rwx------").containsAll(Files.getPosixFilePermissions(path));
    }

    /**
     * Opens the file for appending, and creates it if needed.
     *
     * @return the channel, to be closed by the caller
     * @throws IOException if the file can not be opened
     */
    public FileChannel openForAppend() throws IOException {
        return open(path, CREATE, APPEND);
    }

    private Path writeTemporary(byte[] content) throws IOException {
        Path folder = path.getParent();
        if (folder == null) {
            throw new IOException(path + " is no file");
        }
        Files.createDirectories(folder);
        Path temporary = folder.resolve(path.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try (FileChannel channel = open(temporary, CREATE_NEW, WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        return temporary;
    }

    /** A name is on the disk only when its folder is; systems that can not force a folder keep names by themselves. */
    private void forceFolder() {
        try (FileChannel folder = FileChannel.open(path.resolveSibling("."), READ)) {
            folder.force(true);
        } catch (IOException e) {
            LOG.log(DEBUG, "This system does not force folders to the disk", e);
        }
    }

    private static FileChannel open(Path file, OpenOption... options) throws IOException {
        boolean posix = isPosix(file);
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return FileChannel.open(file, Set.of(options), ownerOnly);
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
