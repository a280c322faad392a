// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

class ThreeNodesOnPostgresTest extends ThreeNodesTest {

    @TempDir
    static Path database;

    private static PostgresStore postgres;

    @AfterAll
    static void stopPostgres() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    Properties settings(Path place) throws IOException {
        if (postgres == null) {
            postgres = new PostgresStore(database);
        }
        return postgres.settings(place);
    }
}
