// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

/**
 * What every {@link VerificationStore} has to do. A test of a store extends this, and says which store it is and how its
 * time is moved.
 */
public abstract class VerificationStoreContract
        implements CodeContract, LinkContract, BudgetContract, VerificationRaceContract {}
