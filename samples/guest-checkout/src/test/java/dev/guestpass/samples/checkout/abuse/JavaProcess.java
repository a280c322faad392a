// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.abuse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a class of this one's class path in a process of its own. */
final class JavaProcess {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** Told where the class path itself is one jar that names the others: to look for what is not there takes long in it. */
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private JavaProcess() {}

    static Process start(List<String> before, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(JAVA.toString(), "-cp", CLASS_PATH, main.getName()));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
