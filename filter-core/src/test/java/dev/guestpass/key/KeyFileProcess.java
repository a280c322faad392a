// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A node in a process of its own, on a key file: starts on it, rotates it, and prints the keys that it then has. */
final class KeyFileProcess {

    static final KeyRotation ROTATION = KeyRotation.defaults(Duration.ofDays(180));

    private KeyFileProcess() {}

    /** Takes the file and when the second step shall be; each step waits for a byte. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        FileKeySource source = FileKeySource.at(Path.of(arguments[0]));
        System.out.println("ready");
        System.in.read();
        System.out.println(ids(source.load()));
        System.in.read();
        source.rotate(ROTATION, Instant.parse(arguments[1]));
        System.out.println("rotated");
        System.in.read();
        System.out.println(ids(source.load()));
    }

    static List<String> ids(KeyRing ring) {
        return ring.keys().stream().map(SigningKey::id).toList();
    }
}
