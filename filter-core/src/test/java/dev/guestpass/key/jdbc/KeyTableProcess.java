// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key.jdbc;

import dev.guestpass.key.KeyRing;
import dev.guestpass.key.KeyRotation;
import dev.guestpass.key.KeySealing;
import dev.guestpass.key.SigningKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;

/** A node in a process of its own, on a table: starts on it, rotates it, and prints the keys that it then has. */
final class KeyTableProcess {

    private KeyTableProcess() {}

    /** Takes the database's URL and when the second step shall be; each step waits for a byte. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(arguments[0]);
        KeySealing sealing = KeySealing.with(List.of("a secret that two processes know"));
        JdbcKeySource source =
                JdbcKeySource.builder(dataSource, sealing).createTable().build();
        System.out.println("ready");
        System.in.read();
        System.out.println(ids(source.load()));
        System.in.read();
        System.out.println(ids(source.rotate(KeyRotation.defaults(Duration.ofDays(180)), Instant.parse(arguments[1]))));
    }

    private static List<String> ids(KeyRing ring) {
        return ring.keys().stream().map(SigningKey::id).toList();
    }
}
