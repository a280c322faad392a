// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.conversion.ConversionDecision.Merged;
import dev.guestpass.conversion.ConversionReceipt;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.event.SessionEvent;
import dev.guestpass.store.SessionStoreException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineageTest {

    private static final VerifiedLogin ANN = VerifiedLogin.byCompletedLogin("ann");

    private final TestNode node = TestNode.converting(conversion -> new Merged("account-1"));
    private final Lineage lineage = node.sessions.lineage();

    private SessionSnapshot converted(ClaimsChange change) {
        SessionSnapshot session = node.start().session();
        node.sessions.updateClaims(session, change);
        node.sessions.convert(session, ANN, null);
        node.clock.advance(Duration.ofSeconds(1));
        return session;
    }

    @Test
    void accountOfWhenConvertedThenTheAccount() {
        SessionSnapshot session = converted(ClaimsChange.set("cart", "c-1"));

        assertThat(lineage.accountOf(session.subject())).contains("account-1");
        assertThat(lineage.receiptOf(session.subject()))
                .map(ConversionReceipt::sessionId)
                .contains(session.sessionId());
        assertThat(lineage.accountOf(node.start().session().subject())).isEmpty();
    }

    @Test
    void receiptsOfWhenSeveralVisitorsBecameTheAccountThenAllOfThem() {
        SessionSnapshot first = converted(ClaimsChange.set("cart", "c-1"));
        SessionSnapshot second = converted(ClaimsChange.set("cart", "c-2"));

        assertThat(lineage.receiptsOf("account-1"))
                .extracting(ConversionReceipt::subject)
                .containsExactly(second.subject(), first.subject());
    }

    @Test
    void claimsOfWhenSeveralHadAClaimThenTheLatestCounts() {
        converted(ClaimsChange.set("cart", "c-1").andSet("name", "Ann"));
        converted(ClaimsChange.set("cart", "c-2"));

        assertThat(lineage.claimsOf("account-1")).isEqualTo(Claims.of(Map.of("cart", "c-2", "name", "Ann")));
    }

    @Test
    void claimsOfWhenStoreIsDownThenNoneAndReported() {
        converted(ClaimsChange.set("cart", "c-1"));
        node.store.setDown(true);

        assertThat(lineage.claimsOf("account-1")).isEqualTo(Claims.empty());
        assertThat(node.events).contains(new SessionEvent.StoreUnavailable("look receipts up"));
        assertThatThrownBy(() -> lineage.accountOf("A-1")).isInstanceOf(SessionStoreException.class);
        assertThatThrownBy(() -> lineage.receiptsOf("account-1")).isInstanceOf(SessionStoreException.class);
    }

    @Test
    void isKeptWhenStoreCanNotThenEverythingIsEmpty() {
        Lineage none = node.sharing(new JoiningStore(node.store), builder -> builder)
                .sessions
                .lineage();

        assertThat(lineage.isKept()).isTrue();
        assertThat(none.isKept()).isFalse();
        assertThat(none.accountOf("A-1")).isEmpty();
        assertThat(none.receiptsOf("account-1")).isEmpty();
        assertThat(none.claimsOf("account-1")).isEqualTo(Claims.empty());
    }
}
