// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The application's DataSource by the name that its container knows it by. */
final class NamedDataSource {

    private NamedDataSource() {}

    @SuppressWarnings("BanJNDI") // the name is the operator's, and can only be one of this very server
    static DataSource lookUp(@Nullable String name) {
        if (name == null) {
            throw new IllegalArgumentException(
                    "Sessions or keys are kept in a database, and guestpass.jdbc.data-source is not set; set it to the"
                            + " JNDI name of a DataSource, such as java:comp/env/jdbc/shop");
        }
        if (!name.startsWith("java:")) {
            throw new IllegalArgumentException("guestpass.jdbc.data-source is " + name
                    + "; it must begin with java:, so that no other server is asked");
        }
        try {
            return InitialContext.<DataSource>doLookup(name);
        } catch (NamingException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "guestpass.jdbc.data-source is " + name + ", and there is no DataSource of that name: " + e, e);
        }
    }
}
