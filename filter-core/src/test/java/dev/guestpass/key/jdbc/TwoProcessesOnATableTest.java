// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.ChildProcess;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two JVMs that share nothing but a database, and each derive the encryption key by themselves. */
class TwoProcessesOnATableTest {

    private Server server;

    @BeforeEach
    void startServer() throws SQLException {
        server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    }

    @AfterEach
    void stopServer() {
        server.stop();
    }

    @Test
    void loadThenRotateWhenTwoProcessesAtOnceThenOneRingEachTime() throws Exception {
        String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:keys;DB_CLOSE_DELAY=-1";
        String later = Instant.now().plus(Duration.ofDays(100)).toString();
        try (ChildProcess one = ChildProcess.start(KeyTableProcess.class, url, later);
                ChildProcess other = ChildProcess.start(KeyTableProcess.class, url, later)) {
            assertThat(one.line()).isEqualTo(other.line()).isEqualTo("ready");
            one.go();
            other.go();
            assertThat(one.line()).isEqualTo(other.line()).contains(", ");
            one.go();
            other.go();
            assertThat(one.line().split(", ", -1))
                    .hasSize(4)
                    .containsExactly(other.line().split(", ", -1));
        }
    }
}
