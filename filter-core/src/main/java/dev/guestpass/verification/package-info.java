/**
 * Proof that a visitor owns an e-mail address or a phone number: by a one-time code, or by a link that is confirmed on a page.
 *
 * <p>Start with {@link dev.guestpass.verification.LoginVerification}. What is sent goes through a
 * {@link dev.guestpass.verification.VerificationSender}; what is kept is in a
 * {@link dev.guestpass.store.VerificationStore}, as keyed hashes. The result is a
 * {@link dev.guestpass.conversion.VerifiedLogin} that only the session can use that asked for it. Nothing here knows of
 * accounts, so nothing can be learnt of them.
 */
@NullMarked
package dev.guestpass.verification;

import org.jspecify.annotations.NullMarked;
