// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.samples.checkout.visitor.Owner;
import java.util.Locale;
import java.util.UUID;
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
    private final Staff staff;
    private final String noPassword;

    Customers(JdbcClient jdbc, PasswordEncoder passwords, Staff staff) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.staff = staff;
        // A hash like others, of what nobody knows: a log-in takes as long and reads the same as with a wrong password.
        this.noPassword = passwords.encode(UUID.randomUUID().toString());
    }

    /** Brings a name into the one form in which it is kept: carts are found by it. */
    static String canonical(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** Makes an account out of a visitor, unless the name is taken; that of the house always is. */
    boolean create(String name, String password, Owner madeOf) {
        return !name.equals(Staff.NAME) && insert(name, passwords.encode(password), madeOf);
    }

    /** Makes an account for an address that its owner has just proven, unless they have one. */
    void createProven(String email, Owner madeOf) {
        if (!exists(email)) {
            insert(email, noPassword, madeOf);
        }
    }

    private boolean exists(String name) {
        return jdbc.sql("select count(*) from customers where name = :name")
                        .param("name", name)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private boolean insert(String name, String hash, Owner madeOf) {
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
        if (account.equals(Staff.NAME)) {
            return staff.account().orElseThrow(() -> new UsernameNotFoundException("There is no staff"));
        }
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
