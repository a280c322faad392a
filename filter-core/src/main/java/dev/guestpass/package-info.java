/**
 * The vocabulary that every other package speaks: who an anonymous visitor is ({@link dev.guestpass.AnonymousPrincipal}),
 * what is known about them ({@link dev.guestpass.Claims}) and which session that belongs to
 * ({@link dev.guestpass.SessionId}, {@link dev.guestpass.SessionSnapshot}).
 *
 * <p>This package depends on nothing but the JDK. Start reading at {@code AnonymousPrincipal}, then go to
 * {@code dev.guestpass.session.AnonymousSessions}, the one entry point for adapters.
 */
@NullMarked
package dev.guestpass;

import org.jspecify.annotations.NullMarked;
