// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.guestpass.key.TestKeys;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.security.Provider;

/** What figures were taken on, and how busy it was with other things: who compares some wants to know. */
final class Machine {

    private Machine() {}

    static void print(PrintStream out) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        out.printf(
                "%s %s, %s, %d processors, load %.1f at the start, signatures by %s%n",
                System.getProperty("java.vm.name"),
                Runtime.version(),
                System.getProperty("os.arch"),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage(),
                TestKeys.nativeProvider().map(Provider::getName).orElse("the JDK"));
    }
}
