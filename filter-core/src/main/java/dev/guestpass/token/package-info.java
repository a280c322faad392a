/**
 * Session tokens and refresh tokens: how they are written ({@link dev.guestpass.token.TokenIssuer}) and what it takes to
 * be accepted ({@link dev.guestpass.token.TokenVerifier}).
 *
 * <p>What was not verified is text. Only the verifier makes a {@link dev.guestpass.token.SessionToken} or a
 * {@link dev.guestpass.token.RefreshToken}.
 */
@NullMarked
package dev.guestpass.token;

import org.jspecify.annotations.NullMarked;
