// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import dev.guestpass.file.PrivateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The right to replace a key file: a lock on a file beside it that processes see from each other, or the reason why not.
 *
 * <p>It is never waited for: a process that stands still with the lock must not stop others from loading. The lock file
 * stays, because whoever deleted it could delete one that another process has just locked.
 */
final class KeyFileLock implements AutoCloseable {

    private static final Set<PosixFilePermission> WRITE =
            Set.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final PrivateFile target;
    private final @Nullable FileChannel channel;
    private final @Nullable FileLock lock;
    private final boolean readOnly;

    private KeyFileLock(PrivateFile target, @Nullable FileChannel channel, @Nullable FileLock lock, boolean readOnly) {
        this.target = target;
        this.channel = channel;
        this.lock = lock;
        this.readOnly = readOnly;
    }

    /**
     * Tries to take the lock.
     *
     * @param file the key file; where it is a symbolic link, what it points to is locked and replaced, and the link stays
     * @return the lock, held or not
     * @throws IOException if there is no such file, or the system can not lock
     */
    static KeyFileLock take(Path file) throws IOException {
        Path real = file.toRealPath();
        PrivateFile target = new PrivateFile(real);
        if (isReadOnly(real) || isReadOnly(real.resolveSibling("."))) {
            return new KeyFileLock(target, null, null, true);
        }
        FileChannel channel;
        try {
            channel = new PrivateFile(real.resolveSibling(real.getFileName() + ".lock")).openForAppend();
        } catch (AccessDeniedException e) {
            return new KeyFileLock(target, null, null, true);
        }
        try {
            return new KeyFileLock(target, channel, channel.tryLock(), false);
        } catch (OverlappingFileLockException e) {
            return new KeyFileLock(target, channel, null, false); // another application in this process has it
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The mode counts even where the user is root, who may write everything: it says what somebody wanted. */
    private static boolean isReadOnly(Path path) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        boolean sealed = posix && Files.getPosixFilePermissions(path).stream().noneMatch(WRITE::contains);
        return sealed || !Files.isWritable(path);
    }

    boolean isHeld() {
        return lock != null;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    /** Returns the file to replace. */
    PrivateFile target() {
        return target;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
