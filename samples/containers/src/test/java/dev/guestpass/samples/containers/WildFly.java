// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * WildFly, as it is downloaded.
 *
 * @param version its version
 */
record WildFly(String version) implements Container {

    private Path home() {
        return FOLDER.resolve("wildfly-" + version);
    }

    @Override
    public List<String> prepare(Path base, Path war, int port) throws IOException {
        Path configuration = Files.createDirectories(base.resolve("configuration"));
        try (Stream<Path> files = Files.list(home().resolve("standalone/configuration"))) {
            for (Path file : files.toList()) {
                Files.copy(file, configuration.resolve(file.getFileName()));
            }
        }
        Files.writeString(configuration.resolve("application-users.properties"), "ann=" + digest() + "\n");
        Files.writeString(configuration.resolve("application-roles.properties"), "ann=customer\n");
        Files.copy(war, Files.createDirectories(base.resolve("deployments")).resolve("shop.war"));
        return List.of(
                "/bin/sh",
                home().resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + base,
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=0",
                "-Djboss.management.http.port=0");
    }

    /** The form in which WildFly keeps passwords in files. */
    private static String digest() {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(md5.digest("ann:ApplicationRealm:secret".getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> environment(Path base) {
        return Map.of("JBOSS_HOME", home().toString(), "JAVA_OPTS", "-Xmx512m -Djava.net.preferIPv4Stack=true");
    }
}
