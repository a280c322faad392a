// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.measure;

/**
 * One of those that are compared.
 *
 * @param name what the table calls it
 * @param operation what is measured
 */
public record Subject(String name, Operation operation) {}
