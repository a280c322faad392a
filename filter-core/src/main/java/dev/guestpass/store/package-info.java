/**
 * Where the little that must be remembered about sessions is kept: {@link dev.guestpass.store.SessionStore} is what the
 * library needs, {@link dev.guestpass.store.InMemorySessionStore} the default, and
 * {@link dev.guestpass.store.SessionSteps} the decisions that all stores share.
 *
 * <p>A session that was never touched twice has no record. A missing record means alive, at generation 0.
 */
@NullMarked
package dev.guestpass.store;

import org.jspecify.annotations.NullMarked;
