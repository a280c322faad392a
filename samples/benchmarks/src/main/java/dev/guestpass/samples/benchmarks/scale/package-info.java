/**
 * More visitors than a node remembers: what of them it remembers, what that takes, and whether one more of them makes the
 * next request slower.
 */
@NullMarked
package dev.guestpass.samples.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
