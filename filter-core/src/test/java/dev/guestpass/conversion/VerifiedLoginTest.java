// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.SessionId;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class VerifiedLoginTest {

    private static final SessionId SESSION = new SessionId("session-1");

    private final VerifiedLogin mail =
            VerifiedLogin.trustingTheApplicationToHaveVerified(VerifiedLogin.Type.EMAIL, "ann@example.com");

    @Test
    void byCompletedLoginWhenNamedThenProvesAccountAlone() {
        VerifiedLogin login = VerifiedLogin.byCompletedLogin("ann@example.com");

        assertThat(login.type()).isEqualTo(VerifiedLogin.Type.ACCOUNT);
        assertThat(login.loginId()).isEqualTo("ann@example.com");
    }

    @Test
    void byCompletedLoginWhenBlankThenRefused() {
        assertThatThrownBy(() -> VerifiedLogin.byCompletedLogin(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VerifiedLogin.trustingTheApplicationToHaveVerified(VerifiedLogin.Type.PHONE, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hashForWhenSameLoginThenSameHash() {
        VerifiedLogin again =
                VerifiedLogin.trustingTheApplicationToHaveVerified(VerifiedLogin.Type.EMAIL, "ann@example.com");

        assertThat(again.hashFor(SESSION)).isEqualTo(mail.hashFor(SESSION)).matches("[0-9a-f]{64}");
    }

    @Test
    void hashForWhenOtherLoginTypeOrSessionThenOtherHash() {
        VerifiedLogin bob =
                VerifiedLogin.trustingTheApplicationToHaveVerified(VerifiedLogin.Type.EMAIL, "bob@example.com");
        VerifiedLogin account = VerifiedLogin.byCompletedLogin("ann@example.com");

        assertThat(mail.hashFor(SESSION))
                .isNotEqualTo(bob.hashFor(SESSION))
                .isNotEqualTo(account.hashFor(SESSION))
                .isNotEqualTo(mail.hashFor(new SessionId("session-2")));
    }

    @Test
    void toStringWhenPrintedThenLoginIsHidden() {
        assertThat(mail).hasToString("VerifiedLogin[EMAIL]");
    }

    @Test
    void byVerificationWhenSomebodyElseCallsThenRefused() {
        assertThatThrownBy(() -> VerifiedLogin.byVerification(VerifiedLogin.Type.EMAIL, "ann@example.com", SESSION))
                .isInstanceOf(IllegalCallerException.class)
                .hasMessageContaining("trustingTheApplicationToHaveVerified")
                .hasMessageNotContaining("ann");
    }

    @Test
    void byVerificationWhenCalledByReflectionThenRefused() throws ReflectiveOperationException {
        Method factory = VerifiedLogin.class.getMethod(
                "byVerification", VerifiedLogin.Type.class, String.class, SessionId.class);

        assertThatThrownBy(() -> factory.invoke(null, VerifiedLogin.Type.EMAIL, "ann@example.com", SESSION))
                .hasCauseInstanceOf(IllegalCallerException.class);
    }

    @Test
    void provenInWhenNotProvenByVerificationThenEmpty() {
        assertThat(mail.provenIn()).isEmpty();
        assertThat(VerifiedLogin.byCompletedLogin("ann").provenIn()).isEmpty();
    }
}
