// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * The one account of the house, which sees the insights. Without {@code shop.staff.password} there is none, but for the
 * demonstration: in the default profile everybody is told its password.
 */
@ControllerAdvice
final class Staff {

    static final String NAME = "staff";
    static final String ROLE = "STAFF";

    private static final String FOR_EVERYBODY = "show me the numbers";

    private final Optional<String> hash;
    private final boolean isDemonstration;

    Staff(@Value("${shop.staff.password:}") String password, PasswordEncoder passwords, Environment environment) {
        this.isDemonstration = password.isEmpty() && environment.acceptsProfiles(Profiles.of("default"));
        String given = isDemonstration ? FOR_EVERYBODY : password;
        this.hash = given.isEmpty() ? Optional.empty() : Optional.of(passwords.encode(given));
    }

    Optional<UserDetails> account() {
        return hash.map(it -> User.withUsername(NAME).password(it).roles(ROLE).build());
    }

    @ModelAttribute("isStaff")
    boolean isStaff(HttpServletRequest request) {
        return request.isUserInRole(ROLE);
    }

    /** Tells the log-in page what to say. */
    @ModelAttribute("staffPassword")
    @Nullable
    String demonstrationPassword() {
        return isDemonstration ? FOR_EVERYBODY : null;
    }
}
