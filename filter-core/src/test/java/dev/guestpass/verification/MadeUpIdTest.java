// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.verification.VerificationStart.Started;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever makes ids up, or changes one of their own, does not get as far as the store. */
class MadeUpIdTest {

    private final VerifyingNode node = VerifyingNode.alone();
    private final SessionSnapshot ann = node.visitor();
    private final Started started = node.started(ann, VerifyingNode.ANN);
    private final VerificationMessage message = node.outbox.next();
    private final String token = VerifyingNode.token(message);

    private final VerificationStore store = mock(VerificationStore.class, delegatesTo(node.store));
    private final LoginVerification verification = LoginVerification.builder(node.node.sessions, store)
            .settings(VerifyingNode.WITH_LINKS)
            .sender(node.outbox)
            .clock(node.node.clock)
            .build();

    @AfterEach
    void close() {
        node.verification.close();
        verification.close();
    }

    private int asked() {
        return mockingDetails(store).getInvocations().size();
    }

    /** With another character at each place of an id. */
    private static Stream<String> changed(String text) {
        return IntStream.range(0, 2 * VerificationId.PART)
                .mapToObj(i -> text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1));
    }

    @Test
    void checkCodeWhenIdIsChangedThenExpiredAndStoreIsNotAsked() {
        assertThat(changed(started.id())).hasSize(44).allSatisfy(id -> {
            assertThat(verification.checkCode(ann, id, message.code(), VerifyingNode.ADDRESS))
                    .isEqualTo(new CodeCheck.Expired());
            assertThat(verification.checkCode(ann, id, "12", VerifyingNode.ADDRESS))
                    .isEqualTo(new CodeCheck.Expired());
            assertThat(verification.takeConfirmed(ann, id)).isEmpty();
            assertThat(verification.isOpen(ann, id)).isFalse();
        });
        assertThat(asked()).isZero();
    }

    @Test
    void confirmLinkWhenItsIdIsChangedThenExpiredAndStoreIsNotAsked() {
        assertThat(changed(token)).hasSize(44).allSatisfy(link -> {
            assertThat(verification.describeLink(link, ann)).isEqualTo(new LinkView.Expired());
            assertThat(verification.confirmLink(link, ann, "")).isEqualTo(new LinkConfirmation.Expired());
        });
        assertThat(asked()).isZero();
    }

    @Test
    void checkWhenIdIsOursThenStoreIsAsked() {
        assertThat(verification.isOpen(ann, started.id())).isTrue();
        assertThat(verification.describeLink(token, ann)).isInstanceOf(LinkView.Open.class);

        assertThat(asked()).isEqualTo(2);
    }
}
