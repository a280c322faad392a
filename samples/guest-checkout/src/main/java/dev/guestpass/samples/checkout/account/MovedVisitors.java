// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which visitor became which account. The primary key lets nobody become two. */
@Component
class MovedVisitors {

    private final JdbcClient jdbc;

    MovedVisitors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<String> accountOf(String conversionId) {
        return jdbc.sql("select account from conversions where id = :id")
                .param("id", conversionId)
                .query(String.class)
                .optional();
    }

    void add(String conversionId, String subject, String account) {
        jdbc.sql("insert into conversions (id, subject, account) values (:id, :subject, :account)")
                .param("id", conversionId)
                .param("subject", subject)
                .param("account", account)
                .update();
    }
}
