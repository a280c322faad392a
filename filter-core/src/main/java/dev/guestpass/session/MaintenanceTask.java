// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import java.time.Duration;

/**
 * Something that every node has to do from time to time. It never throws, and may do I/O, so it runs on a thread of its
 * own and not on one that serves requests.
 *
 * @param name what it does, for names of threads and logs
 * @param period how long to wait between the end of one run and the next
 * @param task does it once
 */
public record MaintenanceTask(String name, Duration period, Runnable task) {}
