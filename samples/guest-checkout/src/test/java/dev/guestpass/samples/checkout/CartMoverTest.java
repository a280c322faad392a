// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Claims;
import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision.Merged;
import dev.guestpass.conversion.ConversionDecision.Promoted;
import dev.guestpass.conversion.ConversionDecision.Rejected;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.samples.checkout.cart.Carts;
import dev.guestpass.samples.checkout.catalogue.Catalogue;
import dev.guestpass.samples.checkout.catalogue.Product;
import dev.guestpass.samples.checkout.visitor.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;

/** What the shop's converter promises to Guestpass. */
class CartMoverTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private static final Product CUP = Catalogue.find("cup").orElseThrow();

    private final String subject = UUID.randomUUID().toString();
    private final Owner visitor = Owner.visitor(subject);
    private final String ann = RunningShop.newName();
    private Carts carts;
    private AnonymousUserConverter mover;

    @BeforeEach
    void find() {
        carts = SHOP.bean(Carts.class);
        mover = SHOP.bean(AnonymousUserConverter.class);
    }

    @Test
    void convertWhenAccountWasMadeOfVisitorThenPromotes() {
        SHOP.update("insert into customers (name, password, made_of) values (?, '', ?)", ann, visitor.key());

        assertThat(mover.convert(conversion(ann))).isEqualTo(new Promoted(ann));
    }

    @Test
    void convertWhenAccountWasThereThenMerges() {
        SHOP.update("insert into customers (name, password, made_of) values (?, '', 'visitor:other')", ann);

        assertThat(mover.convert(conversion(ann))).isEqualTo(new Merged(ann));
    }

    @Test
    void convertWhenRepeatedThenMovesNothingTwice() {
        carts.add(visitor, CUP, 2);

        mover.convert(conversion(ann));
        mover.convert(conversion(ann));

        assertThat(carts.of(Owner.account(ann)).size()).isEqualTo(2);
    }

    @Test
    void convertWhenRepeatedThenMovesWhatCameSince() {
        carts.add(visitor, CUP, 2);
        mover.convert(conversion(ann));
        carts.add(visitor, CUP, 1);

        mover.convert(conversion(ann));

        assertThat(carts.of(Owner.account(ann)).size()).isEqualTo(3);
    }

    @Test
    void convertWhenRepeatedForAnotherAccountThenRejectsAndMovesNothing() {
        mover.convert(conversion(ann));
        carts.add(visitor, CUP, 2);

        assertThat(mover.convert(conversion("bob"))).isInstanceOf(Rejected.class);
        assertThat(carts.of(visitor).size()).isEqualTo(2);
    }

    @Test
    void convertWhenDatabaseFailsHalfwayThenNothingMoved() {
        carts.add(visitor, CUP, 2);
        SHOP.update("alter table orders rename to elsewhere");

        assertThatThrownBy(() -> mover.convert(conversion(ann))).isInstanceOf(DataAccessException.class);
        SHOP.update("alter table elsewhere rename to orders");
        assertThat(carts.of(visitor).size()).isEqualTo(2);
        assertThat(carts.of(Owner.account(ann)).isEmpty()).isTrue();
    }

    private Conversion conversion(String account) {
        Instant now = Instant.ofEpochSecond(1_700_000_000);
        SessionSnapshot session = new SessionSnapshot(
                new SessionId(subject),
                subject,
                null,
                0,
                Claims.empty(),
                0,
                now,
                Duration.ofDays(1),
                now.plus(Duration.ofDays(2)));
        return new Conversion("conversion-" + subject, session, VerifiedLogin.byCompletedLogin(account), null);
    }
}
