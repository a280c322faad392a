// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.NamingManager;

/** The names that a container knows its DataSources by. */
final class TestNaming extends InitialContext {

    private static final Map<String, Object> BOUND = new ConcurrentHashMap<>();

    private TestNaming() throws NamingException {
        super(true);
    }

    static void give(String name, Object object) {
        BOUND.put(name, object);
        if (!NamingManager.hasInitialContextFactoryBuilder()) {
            try {
                NamingManager.setInitialContextFactoryBuilder(environment -> TestNaming::context);
            } catch (NamingException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static Context context(Hashtable<?, ?> environment) throws NamingException {
        return new TestNaming();
    }

    @Override
    public Object lookup(String name) throws NamingException {
        Object bound = BOUND.get(name);
        if (bound == null) {
            throw new NameNotFoundException(name);
        }
        return bound;
    }
}
