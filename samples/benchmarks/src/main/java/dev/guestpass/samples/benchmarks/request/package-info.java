/**
 * One request, or one operation of a session, in a process with nothing else in it: what the filter adds, and what peers
 * add that do a comparable thing with the same token.
 */
@NullMarked
package dev.guestpass.samples.benchmarks.request;

import org.jspecify.annotations.NullMarked;
