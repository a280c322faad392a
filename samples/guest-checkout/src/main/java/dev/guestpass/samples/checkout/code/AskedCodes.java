// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.code;

import dev.guestpass.samples.checkout.visitor.Owner;
import dev.guestpass.samples.checkout.visitor.Owners;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which code each visitor was sent last: visitors have no session on the server that could remember it. */
@Component
public class AskedCodes {

    private final JdbcClient jdbc;
    private final Owners owners;

    AskedCodes(JdbcClient jdbc, Owners owners) {
        this.jdbc = jdbc;
        this.owners = owners;
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

    /**
     * Remembers what was sent, unless something was sent later: a new code makes an old one void, and of two clicks the first
     * may come here last. Takes the occasion to forget who never came back.
     */
    @Transactional
    void remember(Owner visitor, AskedCode code, Instant expiresAt) {
        owners.lock(visitor);
        jdbc.sql("delete from asked_codes where owner = :owner and expires_at <= :expires"
                        + " or asked_at < current_timestamp - interval '1' day")
                .param("owner", visitor.key())
                .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("insert into asked_codes (owner, email, verification, sign, expires_at)"
                        + " select :owner, :email, :id, :sign, :expires"
                        + " where not exists (select 1 from asked_codes where owner = :owner)")
                .param("owner", visitor.key())
                .param("email", code.email())
                .param("id", code.verification())
                .param("sign", code.sign())
                .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }
}
