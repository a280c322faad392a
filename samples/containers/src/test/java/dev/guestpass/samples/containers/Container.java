// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A servlet container. It serves one application at {@code /shop}, on loopback alone, and lets {@code ann} in with the
 * password {@code secret}, as a {@code customer}.
 */
interface Container {

    /** Where the build has unpacked the containers. */
    Path FOLDER = Path.of(System.getProperty("containers.folder"));

    Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /**
     * Prepares a folder of the container's own.
     *
     * @param base an empty folder for all that it writes
     * @param war what to deploy
     * @param port where to listen
     * @return the command that runs it
     */
    List<String> prepare(Path base, Path war, int port) throws IOException;

    /** What has to be in the environment for the container itself. */
    default Map<String, String> environment(Path base) {
        return Map.of();
    }

    /** Returns the command line of a JVM with what it is followed by. */
    static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(JAVA.toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of(arguments));
        return command;
    }
}
