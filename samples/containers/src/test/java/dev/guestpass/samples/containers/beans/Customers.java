// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers.beans;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.FormAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.LoginToContinue;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Jakarta Security in place of the container's own form. It also knows {@code bob}, of whom the container knows nothing. */
@ApplicationScoped
@FormAuthenticationMechanismDefinition(
        loginToContinue = @LoginToContinue(loginPage = "/page/form", errorPage = "/page/form"))
public class Customers implements IdentityStore {

    private static final Set<String> NAMES = Set.of("ann", "bob");

    /** Jakarta Security finds this by its name. */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        String name = credential.getCaller();
        return NAMES.contains(name) && credential.getPassword().compareTo("secret")
                ? new CredentialValidationResult(name, Set.of("customer"))
                : CredentialValidationResult.INVALID_RESULT;
    }
}
