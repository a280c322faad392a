// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;

/** What figures were taken on, and how busy it was with other things: who compares some wants to know. */
final class Machine {

    private Machine() {}

    static void print(PrintStream out) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        out.printf(
                "%s %s, %s, %d processors, load %.1f at the start%n",
                System.getProperty("java.vm.name"),
                Runtime.version(),
                System.getProperty("os.arch"),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage());
    }
}
