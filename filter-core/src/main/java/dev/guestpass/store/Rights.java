// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.ClaimsChange;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.token.ReservedClaims;
import java.util.Objects;
import java.util.Set;

/**
 * Keeps rights with the tenant that they were given for. Services read a visitor's roles and permissions as given in {@code
 * dct}, so neither may a tenant be put below rights, nor a right above a tenant that its giver did not know of. Both are decided
 * about the session as the store has it: what a token says of it may be old.
 */
final class Rights {

    private Rights() {}

    /**
     * Decides about a change.
     *
     * @param change what to set and remove
     * @param current the session as it is
     * @param known the session as the caller knows it
     */
    static boolean allow(ClaimsChange change, SessionSnapshot current, SessionSnapshot known) {
        if (change.tenant().isPresent()) {
            return maySelect(change, current);
        }
        return !ReservedClaims.haveRights(change.names())
                || Objects.equals(current.tenantOrNull(), known.tenantOrNull());
    }

    private static boolean maySelect(ClaimsChange change, SessionSnapshot current) {
        if (change.tenant().equals(current.tenant())) {
            return true;
        }
        Set<String> names = current.claims().names();
        return switch (change.tenantRule()) {
            case ANY -> true;
            case WITHOUT_RIGHTS -> !ReservedClaims.haveRights(names);
            case UNCHANGED -> false;
        };
    }
}
