// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store.redis;

import static java.lang.System.Logger.Level.WARNING;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.core.ExecutableProvider;

/**
 * A server's program, or why there is none.
 *
 * @param path the program, or {@code null}
 * @param problem why there is none
 */
public record RedisExecutable(@Nullable Path path, String problem) {

    /** The 6.2 that comes with a library. */
    public static final RedisExecutable EMBEDDED = embedded();

    /** The one that is installed. */
    public static final RedisExecutable INSTALLED = installed();

    /** The program; skips the test if there is none, and fails it where nothing may be skipped. */
    public Path orSkip() {
        if (path == null && "true".equals(System.getenv("CI"))) {
            fail(problem + ", and nothing may be skipped here");
        }
        Assumptions.assumeTrue(path != null, () -> problem + ": tests of the Redis store are skipped");
        return path;
    }

    private static RedisExecutable embedded() {
        try {
            return checked(ExecutableProvider.newJarResourceProvider().get().toPath());
        } catch (IOException | RuntimeException e) {
            return missing("The Redis of embedded-redis can not be unpacked: " + e.getMessage());
        }
    }

    private static RedisExecutable installed() {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            Path executable = Path.of(folder, "redis-server");
            if (Files.isExecutable(executable)) {
                return checked(executable);
            }
        }
        return missing("There is no redis-server in PATH");
    }

    /** Said once in the log, because of a skipped test the build shows no reason. */
    private static RedisExecutable missing(String problem) {
        System.getLogger(RedisExecutable.class.getName())
                .log(WARNING, problem + ": tests of the Redis store are skipped");
        return new RedisExecutable(null, problem);
    }

    /** The program may be one for another system, or miss a library. */
    private static RedisExecutable checked(Path executable) {
        try {
            int exit = new ProcessBuilder(executable.toString(), "--version")
                    .start()
                    .waitFor();
            return exit == 0
                    ? new RedisExecutable(executable, "")
                    : missing(executable + " does not run: exit " + exit);
        } catch (IOException | InterruptedException e) {
            return missing(executable + " does not run: " + e.getMessage());
        }
    }
}
