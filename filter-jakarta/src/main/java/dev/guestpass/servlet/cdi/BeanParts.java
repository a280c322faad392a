// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.cdi;

import dev.guestpass.servlet.ApplicationParts;
import java.util.List;

/** Finds the parts of a filter among the application's beans: none where there is no CDI. */
public final class BeanParts implements ApplicationParts {

    private static final String CDI = "jakarta.enterprise.inject.spi.CDI";

    /** For {@link java.util.ServiceLoader}. */
    public BeanParts() {}

    @Override
    public <T> List<T> find(Class<T> type) {
        return isPresent() ? Beans.find(type) : List.of();
    }

    private static boolean isPresent() {
        try {
            Class.forName(CDI, false, BeanParts.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
