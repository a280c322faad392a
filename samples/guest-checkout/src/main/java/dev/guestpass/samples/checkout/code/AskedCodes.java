// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.code;

import dev.guestpass.samples.checkout.visitor.Owner;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which code each visitor was sent last: visitors have no session on the server that could remember it. */
@Component
public class AskedCodes {

    private final JdbcClient jdbc;

    AskedCodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<AskedCode> of(Owner visitor) {
        return jdbc.sql("select email, verification, sign from asked_codes where owner = :owner")
                .param("owner", visitor.key())
                .query((row, number) -> new AskedCode(row.getString(1), row.getString(2), row.getString(3)))
                .optional();
    }

    public void forget(Owner visitor) {
        jdbc.sql("delete from asked_codes where owner = :owner")
                .param("owner", visitor.key())
                .update();
    }

    /** For a locked owner. Takes the occasion to forget who never came back. */
    void remember(Owner visitor, AskedCode code) {
        jdbc.sql("delete from asked_codes where owner = :owner or asked_at < current_timestamp - interval '1' day")
                .param("owner", visitor.key())
                .update();
        jdbc.sql("insert into asked_codes (owner, email, verification, sign) values (:owner, :email, :id, :sign)")
                .param("owner", visitor.key())
                .param("email", code.email())
                .param("id", code.verification())
                .param("sign", code.sign())
                .update();
    }
}
