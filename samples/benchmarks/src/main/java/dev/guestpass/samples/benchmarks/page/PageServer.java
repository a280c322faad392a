// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.page;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The program of a server process. It says its port, tells for each line that it reads how many nanoseconds of processor
 * time it has spent, and ends with its input, so that none outlives whoever started it.
 */
public final class PageServer {

    private PageServer() {}

    /**
     * Runs it.
     *
     * @param arguments the names of a {@link Container} and of what is {@link Kept}
     * @throws Exception if the server can not start
     */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        int port = Container.valueOf(arguments[0]).start(Kept.valueOf(arguments[1]));
        System.out.println(port);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        while (in.readLine() != null) {
            System.out.println(system.getProcessCpuTime());
        }
        System.exit(0);
    }
}
