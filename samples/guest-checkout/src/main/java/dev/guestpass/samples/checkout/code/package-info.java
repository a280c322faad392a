// SPDX-License-Identifier: Apache-2.0
/**
 * Sending somebody a code to prove that a mail address is theirs: to check out or to sign in without a password. Start
 * reading at {@link dev.guestpass.samples.checkout.code.Codes}.
 */
@NullMarked
package dev.guestpass.samples.checkout.code;

import org.jspecify.annotations.NullMarked;
