// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import org.jspecify.annotations.Nullable;

/**
 * What an anonymous visitor finds at one mapping. Public for those who write it down, as JSON for example.
 *
 * @param methods the HTTP methods, or {@code *} for all; those of one mapping that are judged differently have rows of their own
 * @param pattern the path as the application wrote it
 * @param handler what answers
 * @param anonymous {@code yes}, {@code no}, or {@code unknown} if it could not be found out without a real request
 * @param rule what decided it
 * @param asked the request that the rules were asked about, or {@code null} if none were
 * @param also what refuses a visitor later, such as an annotation of method security, or {@code null} if nothing is seen
 */
public record Exposure(
        String methods,
        String pattern,
        String handler,
        String anonymous,
        String rule,
        @Nullable String asked,
        @Nullable String also) {}
