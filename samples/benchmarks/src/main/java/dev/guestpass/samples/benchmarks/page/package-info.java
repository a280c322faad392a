/**
 * Whole pages of real servers: each server is a process of its own, so that what it costs is what that process spends. All
 * of it is on the loopback address.
 */
@NullMarked
package dev.guestpass.samples.benchmarks.page;

import org.jspecify.annotations.NullMarked;
