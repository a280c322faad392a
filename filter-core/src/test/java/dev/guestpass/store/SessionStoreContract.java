// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

/**
 * What every {@link SessionStore} has to do. A test of a store extends this, and says which store it is and how its time
 * is moved; each test begins with an empty store.
 */
public abstract class SessionStoreContract
        implements RotationContract,
                ReuseContract,
                InspectContract,
                ClaimsContract,
                ConversionContract,
                LineageContract,
                EndContract,
                RaceContract,
                TimeContract {}
