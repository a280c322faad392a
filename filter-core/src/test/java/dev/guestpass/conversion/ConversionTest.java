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

    @Test
    void choiceNeededWhenOptionsAreTooLongForATicketThenRefused() {
        assertThat(new ConversionDecision.ChoiceNeeded(List.of("a", "b".repeat(1_999))).options())
                .hasSize(2);
        List<String> tooLong = List.of("a", "b".repeat(2_000));

        assertThatThrownBy(() -> new ConversionDecision.ChoiceNeeded(tooLong)).hasMessageContaining("short names");
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
