// SPDX-License-Identifier: Apache-2.0
package dev.guestpass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsChangeTest {

    private static final Claims BEFORE = Claims.of(Map.of("cart", "c-1", "locale", "de"));

    @Test
    void applyToWhenSetThenReplacesThatOneAlone() {
        Claims after = ClaimsChange.set("cart", "c-2").applyTo(BEFORE);

        assertThat(after).isEqualTo(Claims.of(Map.of("cart", "c-2", "locale", "de")));
        assertThat(BEFORE.string("cart")).contains("c-1");
    }

    @Test
    void applyToWhenRemovedThenLeavesTheOthers() {
        assertThat(ClaimsChange.remove("cart").applyTo(BEFORE)).isEqualTo(Claims.of(Map.of("locale", "de")));
    }

    @Test
    void applyToWhenRemovedNameIsAbsentThenSame() {
        assertThat(ClaimsChange.remove("other").applyTo(BEFORE)).isEqualTo(BEFORE);
    }

    @Test
    void applyToWhenAllAreRemovedThenEmpty() {
        assertThat(ClaimsChange.remove("cart").andRemove("locale").applyTo(BEFORE))
                .isEqualTo(Claims.empty());
    }

    @Test
    void applyToWhenTwoChangeDifferentNamesThenOrderDoesNotMatter() {
        ClaimsChange one = ClaimsChange.set("a", 1);
        ClaimsChange other = ClaimsChange.set("b", 2).andRemove("cart");

        assertThat(one.applyTo(other.applyTo(BEFORE))).isEqualTo(other.applyTo(one.applyTo(BEFORE)));
    }

    @Test
    void applyToWhenObjectIsSetThenReplacedAsAWhole() {
        Claims before = Claims.of(Map.of("address", Map.of("city", "Bern", "zip", "3000")));

        Claims after = ClaimsChange.set("address", Map.of("city", "Basel")).applyTo(before);

        assertThat(after.object("address")).contains(Map.of("city", "Basel"));
    }

    @Test
    void andSetWhenNameWasRemovedThenTheLastOneCounts() {
        assertThat(ClaimsChange.remove("cart").andSet("cart", 1).applyTo(BEFORE).integer("cart"))
                .contains(1L);
        assertThat(ClaimsChange.set("cart", 1).andRemove("cart").applyTo(BEFORE).names())
                .doesNotContain("cart");
    }

    @Test
    void ofWhenNullThenRemoves() {
        Map<String, Object> patch = new HashMap<>();
        patch.put("cart", null);
        patch.put("new", List.of(1));

        ClaimsChange change = ClaimsChange.of(patch);

        assertThat(change.names()).containsExactlyInAnyOrder("cart", "new");
        assertThat(change.asMap()).containsEntry("cart", null).containsEntry("new", List.of(1L));
    }

    @Test
    void ofWhenSourceChangesLaterThenChangeDoesNot() {
        Map<String, Object> patch = new HashMap<>(Map.of("a", 1));
        ClaimsChange change = ClaimsChange.of(patch);

        patch.put("b", 2);

        assertThat(change.names()).containsExactly("a");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> change.asMap().put("b", 2));
    }

    @Test
    void ofWhenNameIsNoneThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ClaimsChange.set("a b", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> ClaimsChange.remove("a b"));
    }

    @Test
    void toStringWhenValuesArePersonalThenShowsNamesAlone() {
        assertThat(ClaimsChange.set("mail", "alice@example.com")).hasToString("ClaimsChange[mail]");
    }

    @Test
    void selectTenantWhenAddedToThenBothAreThere() {
        ClaimsChange change = ClaimsChange.selectTenant("t-1", TenantRule.ANY).andSet("cart", "c-1");

        assertThat(change.tenant()).contains("t-1");
        assertThat(change.names()).containsExactly("cart");
        assertThat(change.toString()).doesNotContain("t-1");
    }

    @Test
    void selectTenantWhenBlankOrTooLongThenRefused() {
        assertThatThrownBy(() -> ClaimsChange.selectTenant(" ", TenantRule.ANY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClaimsChange.selectTenant("t".repeat(129), TenantRule.ANY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ClaimsChange.selectTenant("t".repeat(128), TenantRule.ANY).tenant())
                .isPresent();
    }
}
