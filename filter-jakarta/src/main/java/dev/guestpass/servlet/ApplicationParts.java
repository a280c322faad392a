// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import java.util.List;

/**
 * Finds the parts that an application has for a filter which the container makes. {@link java.util.ServiceLoader} finds those
 * that are named in {@code META-INF/services}, and asks implementations of this for the others: one for CDI is built in.
 *
 * <p>Asked once, by one thread, when the filter starts. Implementations are public, with a public constructor without
 * parameters, and are named in {@code META-INF/services/dev.guestpass.servlet.ApplicationParts}.
 */
public interface ApplicationParts {

    /**
     * Finds the parts of one kind.
     *
     * @param type such as {@link dev.guestpass.conversion.AnonymousUserConverter}
     * @param <T> the kind
     * @return all there are; empty if there are none, or if what would know them is not there
     * @throws RuntimeException if they can not be had; the filter does not start
     */
    <T> List<T> find(Class<T> type);
}
