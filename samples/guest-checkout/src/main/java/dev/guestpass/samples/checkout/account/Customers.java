// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.samples.checkout.visitor.Owner;
import java.util.Locale;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The accounts of the shop. */
@Component
final class Customers implements UserDetailsService {

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;

    Customers(JdbcClient jdbc, PasswordEncoder passwords) {
        this.jdbc = jdbc;
        this.passwords = passwords;
    }

    /** Brings a name into the one form in which it is kept: carts are found by it. */
    static String canonical(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** Makes an account out of a visitor, unless the name is taken. */
    boolean create(String name, String password, Owner madeOf) {
        String hash = passwords.encode(password);
        try {
            jdbc.sql("insert into customers (name, password, made_of) values (:name, :hash, :madeOf)")
                    .param("name", name)
                    .param("hash", hash)
                    .param("madeOf", madeOf.key())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    boolean isMadeOf(String name, Owner visitor) {
        return jdbc.sql("select count(*) from customers where name = :name and made_of = :visitor")
                        .param("name", name)
                        .param("visitor", visitor.key())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        String account = canonical(name);
        return jdbc.sql("select password from customers where name = :name")
                .param("name", account)
                .query(String.class)
                .optional()
                .map(hash -> User.withUsername(account)
                        .password(hash)
                        .roles("CUSTOMER")
                        .build())
                .orElseThrow(() -> new UsernameNotFoundException("There is no such customer"));
    }
}
