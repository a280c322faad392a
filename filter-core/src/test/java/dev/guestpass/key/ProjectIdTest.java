// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class ProjectIdTest {

    @Test
    void generateWhenCalledThenTheShapeThatSdksAccept() {
        String id = ProjectId.generate(new SecureRandom());

        assertThat(id).matches("P[A-Za-z0-9]{27}").isNotEqualTo(ProjectId.generate(new SecureRandom()));
        assertThat(ProjectId.require(id)).isSameAs(id);
    }

    @Test
    void requireWhenTooShortThenSaysWhatIsNeeded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProjectId.require("P2"))
                .withMessageContaining("28 to 64 letters and digits");
    }
}
