// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.TenantRule;
import dev.guestpass.store.SessionStore.UpdateOutcome;
import dev.guestpass.token.ClaimLimits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How claims are changed, and which of two versions counts. */
public interface ClaimsContract extends StoreUnderTest {

    @Test
    default void updateClaimsWhenThereIsNoRecordThenMadeFromSnapshot() {
        SessionSnapshot session = born(Claims.of(Map.of("locale", "de")));

        SessionSnapshot updated = updated(session, ClaimsChange.set("cart", "c-1"));

        assertThat(updated).isEqualTo(session.withClaims(Claims.of(Map.of("locale", "de", "cart", "c-1")), 1));
    }

    @Test
    default void updateClaimsWhenDoneThenNextGenerationHasThem() {
        SessionSnapshot session = born();
        updated(session, ClaimsChange.set("cart", "c-1"));

        assertThat(next(session).claims()).isEqualTo(Claims.of(Map.of("cart", "c-1")));
    }

    @Test
    default void updateClaimsWhenTwoKnowTheSameSnapshotThenBothSurvive() {
        SessionSnapshot session = born();
        updated(session, ClaimsChange.set("cart", "c-1"));

        SessionSnapshot second = updated(session, ClaimsChange.set("locale", "de"));

        assertThat(second.claims()).isEqualTo(Claims.of(Map.of("cart", "c-1", "locale", "de")));
        assertThat(second.claimsVersion()).isEqualTo(2);
    }

    @Test
    default void updateClaimsWhenSameNameThenLaterOneWins() {
        SessionSnapshot session = born();
        updated(session, ClaimsChange.set("cart", "c-1"));

        SessionSnapshot second = updated(session, ClaimsChange.set("cart", "c-2"));

        assertThat(second.claims().string("cart")).contains("c-2");
    }

    @Test
    default void updateClaimsWhenNameIsRemovedThenGone() {
        SessionSnapshot session = born(Claims.of(Map.of("cart", "c-1", "locale", "de")));

        SessionSnapshot updated = updated(session, ClaimsChange.remove("cart"));

        assertThat(updated.claims()).isEqualTo(Claims.of(Map.of("locale", "de")));
        assertThat(next(session).claims()).isEqualTo(updated.claims());
    }

    @Test
    default void updateClaimsWhenTooLargeThenNothingChanges() {
        SessionSnapshot session = born();
        SessionSnapshot before = updated(session, ClaimsChange.set("cart", "c-1"));

        UpdateOutcome outcome = update(session, "note", "x".repeat(1_100));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        UpdateOutcome.TooLarge.class,
                        large -> assertThat(large.violation()).contains("\"note\""));
        assertThat(next(session).claims()).isEqualTo(before.claims());
    }

    @Test
    default void updateClaimsWhenLimitIsSmallerThenItCounts() {
        ClaimLimits two = new ClaimLimits(1_024, 5, 2);
        SessionSnapshot session = born(Claims.of(Map.of("a", 1, "b", 2)));

        UpdateOutcome outcome = store().updateClaims(session, ClaimsChange.set("c", 3), two);

        assertThat(outcome).isInstanceOf(UpdateOutcome.TooLarge.class);
    }

    @Test
    default void updateClaimsWhenEveryKindOfValueThenReadBackEqual() {
        Map<String, Object> values =
                Map.of("text", "Zoë \"quoted\" \\ 🛒 \u0001", "whole", Long.MAX_VALUE, "part", 0.1);
        ClaimsChange change = ClaimsChange.of(values).andSet("yes", true).andSet("list", List.of("a", Map.of("b", 1)));
        SessionSnapshot session = born();

        SessionSnapshot updated = updated(session, change);

        assertThat(next(session).claims()).isEqualTo(updated.claims()).isEqualTo(change.applyTo(Claims.empty()));
    }

    @Test
    default void updateClaimsWhenRecordLostNewerClaimsThenTokenRestoresThem() {
        SessionSnapshot session = born();
        updated(session, ClaimsChange.set("cart", "c-1"));
        SessionSnapshot newer = session.withClaims(Claims.of(Map.of("cart", "c-9", "locale", "de")), 9);

        SessionSnapshot updated = updated(newer, ClaimsChange.remove("locale"));

        assertThat(updated).isEqualTo(session.withClaims(Claims.of(Map.of("cart", "c-9")), 10));
    }

    @Test
    default void updateClaimsWhenTokenIsOlderThenItsClaimsDoNotComeBack() {
        SessionSnapshot session = born(Claims.of(Map.of("coupon", "spent-later")));
        updated(session, ClaimsChange.remove("coupon"));

        SessionSnapshot second = updated(session, ClaimsChange.set("cart", "c-1"));

        assertThat(second.claims()).isEqualTo(Claims.of(Map.of("cart", "c-1")));
    }

    @Test
    default void updateClaimsWhenRotatedThenGenerationStays() {
        SessionSnapshot first = next(born());

        SessionSnapshot updated = updated(first, ClaimsChange.set("cart", "c-1"));

        assertThat(updated).isEqualTo(first.withClaims(Claims.of(Map.of("cart", "c-1")), 1));
    }

    @Test
    default void updateClaimsWhenTokenIsAheadThenRecordFollows() {
        SessionSnapshot ahead = born(5);

        SessionSnapshot updated = updated(ahead, ClaimsChange.set("cart", "c-1"));

        assertThat(updated.generation()).isEqualTo(5);
        assertThat(next(ahead).generation()).isEqualTo(6);
    }

    @Test
    default void updateClaimsWhenEndedThenEnded() {
        SessionSnapshot session = born();
        store().end(session);

        assertThat(update(session, "cart", "c-1")).isEqualTo(new UpdateOutcome.Ended());
    }

    /** The converter was told of the claims, and the session ends with what it makes of them: a change would be lost. */
    @Test
    default void updateClaimsWhenBeingConvertedThenNotBeforeThatIsOver() {
        SessionSnapshot session = born();
        begin(session, "ann");

        assertThat(update(session, "cart", "c-1")).isInstanceOf(UpdateOutcome.Converting.class);

        store().abandonConversion(session, StoreUnderTest.claim("ann"));
        assertThat(update(session, "cart", "c-1")).isInstanceOf(UpdateOutcome.Updated.class);
    }

    @Test
    default void updateClaimsWhenWhoConvertedItDiedThenAfterTheLease() {
        SessionSnapshot session = born();
        begin(session, "ann");
        advance(LEASE.plus(tick()));

        assertThat(update(session, "cart", "c-1")).isInstanceOf(UpdateOutcome.Updated.class);
    }

    @Test
    default void updateClaimsWhenConvertedThenEnded() {
        SessionSnapshot session = born();
        begin(session, "ann");
        complete(session, "ann", "account-1");

        assertThat(update(session, "cart", "c-1")).isEqualTo(new UpdateOutcome.Ended());
    }

    @Test
    default void updateClaimsWhenTenantIsSelectedThenNextGenerationHasIt() {
        SessionSnapshot session = born(Claims.of(Map.of("locale", "de")));

        SessionSnapshot updated = updated(session, ClaimsChange.selectTenant("t-2", TenantRule.ANY));

        assertThat(updated.tenant()).contains("t-2");
        assertThat(updated.claimsVersion()).isOne();
        SessionSnapshot next = next(session);
        assertThat(next.tenant()).contains("t-2");
        assertThat(next.claims()).isEqualTo(session.claims());
    }

    @Test
    default void updateClaimsWhenTenantIsSelectedAgainThenLaterOneWins() {
        SessionSnapshot session = born().withTenant("t-1");
        updated(session, ClaimsChange.selectTenant("t-2", TenantRule.ANY));
        updated(session, ClaimsChange.set("cart", "c-1"));

        SessionSnapshot last = updated(session, ClaimsChange.selectTenant("t-3", TenantRule.ANY));

        assertThat(last.tenant()).contains("t-3");
        assertThat(last.claims().string("cart")).contains("c-1");
    }

    @Test
    default void updateClaimsWhenRecordLostNewerTenantThenTokenRestoresIt() {
        SessionSnapshot session = born().withTenant("t-1");
        updated(session, ClaimsChange.set("cart", "c-1"));
        SessionSnapshot newer = session.withTenant("t-2").withClaims(Claims.empty(), 9);

        SessionSnapshot updated = updated(newer, ClaimsChange.set("locale", "de"));

        assertThat(updated.tenant()).contains("t-2");
    }

    @Test
    default void rotateWhenTokenIsAheadAndTenantIsOlderThenTenantOfRecordStays() {
        SessionSnapshot session = born().withTenant("t-1");
        updated(session, ClaimsChange.selectTenant("t-2", TenantRule.ANY));
        SessionSnapshot ahead = session.atGeneration(3, session.rotatedAt());

        rotate(ahead);

        assertThat(updated(session, ClaimsChange.set("cart", "c-1")).tenant()).contains("t-2");
    }

    @Test
    default void selectTenantWhenRecordHasRightsThenRefusedWhateverTheTokenSays() {
        SessionSnapshot session = born().withTenant("t-1");
        updated(session, ClaimsChange.set("roles", List.of("admin")));

        assertThat(select(session, "t-2", TenantRule.WITHOUT_RIGHTS)).isEqualTo(new UpdateOutcome.Refused());
        assertThat(next(session).tenant()).contains("t-1");
    }

    @Test
    default void selectTenantWhenRecordLostItsRightsThenTheOlderTokenDoesNotCount() {
        SessionSnapshot session =
                born(Claims.of(Map.of("permissions", List.of("read")))).withTenant("t-1");
        updated(session, ClaimsChange.remove("permissions"));

        assertThat(select(session, "t-2", TenantRule.WITHOUT_RIGHTS)).isInstanceOf(UpdateOutcome.Updated.class);
    }

    @Test
    default void selectTenantWhenTheRecordsOwnThenAllowedWithRightsButNotTheTokens() {
        SessionSnapshot session = born().withTenant("t-1");
        updated(session, ClaimsChange.selectTenant("t-2", TenantRule.ANY));
        updated(session.withTenant("t-2"), ClaimsChange.set("roles", List.of("admin")));

        assertThat(select(session, "t-1", TenantRule.WITHOUT_RIGHTS)).isEqualTo(new UpdateOutcome.Refused());
        assertThat(select(session, "t-1", TenantRule.UNCHANGED)).isEqualTo(new UpdateOutcome.Refused());
        assertThat(select(session, "t-2", TenantRule.WITHOUT_RIGHTS)).isInstanceOf(UpdateOutcome.Updated.class);
        assertThat(select(session, "t-2", TenantRule.UNCHANGED)).isInstanceOf(UpdateOutcome.Updated.class);
    }

    @Test
    default void updateClaimsWhenRightsAreForATenantThatTheSessionLeftThenRefused() {
        SessionSnapshot session = born().withTenant("t-1");
        updated(session, ClaimsChange.selectTenant("t-2", TenantRule.ANY));

        UpdateOutcome outcome = update(session, "roles", List.of("admin"));

        assertThat(outcome).isEqualTo(new UpdateOutcome.Refused());
        assertThat(update(session, "cart", "c-1")).isInstanceOf(UpdateOutcome.Updated.class);
        assertThat(next(session).claims()).isEqualTo(Claims.of(Map.of("cart", "c-1")));
    }

    @Test
    default void selectTenantWhenClaimsLeaveNoRoomForItThenTooLarge() {
        SessionSnapshot session = born(Claims.of(Map.of("note", "x".repeat(100))));
        ClaimsChange change = ClaimsChange.selectTenant("t".repeat(100), TenantRule.ANY);

        UpdateOutcome outcome = store().updateClaims(session, change, ClaimLimits.DEFAULT.within(200));

        assertThat(outcome).isInstanceOf(UpdateOutcome.TooLarge.class);
        assertThat(next(session).tenant()).isEmpty();
    }

    private UpdateOutcome select(SessionSnapshot session, String tenant, TenantRule rule) {
        return store().updateClaims(session, ClaimsChange.selectTenant(tenant, rule), ClaimLimits.DEFAULT);
    }
}
