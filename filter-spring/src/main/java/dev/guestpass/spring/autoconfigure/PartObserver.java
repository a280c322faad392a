// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.store.SessionStore;

/** Looks on at the parts that sessions are built of. A bean of this type need not be there. */
interface PartObserver {

    /** Leaves everything as it is. */
    PartObserver NONE = new PartObserver() {};

    default SessionStore around(SessionStore store) {
        return store;
    }

    default AnonymousUserConverter around(AnonymousUserConverter converter) {
        return converter;
    }
}
