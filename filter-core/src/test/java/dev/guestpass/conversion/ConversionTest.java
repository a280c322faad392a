// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.Claims;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.TestSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionTest {

    private static final VerifiedLogin ANN = VerifiedLogin.byCompletedLogin("ann");

    private final SessionSnapshot session = TestSnapshots.born(Claims.of(Map.of("cart", "c-1")));

    @Test
    void choiceWhenFirstAttemptThenEmpty() {
        assertThat(new Conversion("id", session, ANN, null).choice()).isEmpty();
        assertThat(new Conversion("id", session, ANN, "mine").choice()).contains("mine");
    }

    @Test
    void toStringWhenPrintedThenNeitherLoginNorClaims() {
        Conversion conversion = new Conversion("id", session, ANN, null);

        assertThat(conversion.toString())
                .doesNotContain("ann", "c-1", session.sessionId().value());
    }

    @Test
    void choiceNeededWhenOneOptionThenRefused() {
        List<String> one = List.of("mine");

        assertThatThrownBy(() -> new ConversionDecision.ChoiceNeeded(one)).hasMessageContaining("two options");
    }

    @Test
    void choiceNeededWhenTwoOptionsAreTheSameThenRefused() {
        List<String> same = List.of("mine", "mine");

        assertThatThrownBy(() -> new ConversionDecision.ChoiceNeeded(same)).hasMessageContaining("are the same");
    }

    @ParameterizedTest
    @CsvSource({"b,1999", "\u00e4,999", "\u8336,666", "\ud83c\udf75,499"})
    void choiceNeededWhenOptionsHaveMoreBytesThanATicketCanThenRefused(String text, int most) {
        assertThat(new ConversionDecision.ChoiceNeeded(List.of("a", text.repeat(most))).options())
                .hasSize(2);
        List<String> tooLong = List.of("a", text.repeat(most + 1));

        assertThatThrownBy(() -> new ConversionDecision.ChoiceNeeded(tooLong)).hasMessageContaining("short names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2003", "this\u0001", "\u0085"})
    void choiceNeededWhenAnOptionIsNoNameThenRefused(String option) {
        List<String> options = List.of("mine", option);

        assertThatThrownBy(() -> new ConversionDecision.ChoiceNeeded(options)).hasMessageContaining("give each a name");
    }

    @Test
    void keepingSubjectWhenPromotedThenSubjectIsTheAccount() {
        Conversion conversion = new Conversion("id", session, ANN, null);

        assertThat(ConversionDecision.Promoted.keepingSubject(conversion).accountId())
                .isEqualTo(session.subject());
    }

    @Test
    void claimsWhenNothingIsSelectedThenAllOfTheSession() {
        assertThat(new Conversion("id", session, ANN, null).claims()).isEqualTo(session.claims());
    }

    @Test
    void toStringWhenATicketIsPrintedThenNothingOfIt() {
        ConversionTicket ticket = ConversionTicket.of("secret-ticket");

        assertThat(ticket).hasToString("ConversionTicket[13 characters]");
        assertThat(ticket).isEqualTo(ConversionTicket.of("secret-ticket")).isNotEqualTo(ConversionTicket.of("other"));
        assertThat(ticket).hasSameHashCodeAs(ConversionTicket.of("secret-ticket"));
    }

    @Test
    void choiceNeededWhenListChangesThenOptionsDoNot() {
        List<String> options = new ArrayList<>(List.of("mine", "theirs"));
        ConversionDecision.ChoiceNeeded decision = new ConversionDecision.ChoiceNeeded(options);

        options.clear();

        assertThat(decision.options()).containsExactly("mine", "theirs");
    }

    @Test
    void decisionWhenSomethingIsMissingThenRefused() {
        assertThatNullPointerException().isThrownBy(() -> new ConversionDecision.Promoted(null));
        assertThatNullPointerException().isThrownBy(() -> new ConversionDecision.Merged(null));
        assertThatNullPointerException().isThrownBy(() -> new ConversionDecision.Rejected(null));
    }

    @Test
    void conversionFailedWhenThrownThenTextSaysThatNothingIsLost() {
        Exception cause = new IllegalStateException("ann@example.com is taken");

        ConversionFailedException failure = new ConversionFailedException(cause);

        assertThat(failure)
                .hasCause(cause)
                .hasMessageContaining("can be tried again")
                .hasMessageNotContaining("ann@example.com");
    }
}
