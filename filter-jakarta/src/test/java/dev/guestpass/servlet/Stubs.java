// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import java.lang.reflect.Proxy;

/** What stands behind the stubs: nothing, loudly. */
final class Stubs {

    private Stubs() {}

    static <T> T refusing(Class<T> type) {
        Object refusing =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    throw new UnsupportedOperationException("The stub has no " + method);
                });
        return type.cast(refusing);
    }
}
