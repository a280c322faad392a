/**
 * What can be done with anonymous sessions: {@link dev.guestpass.session.AnonymousSessions} starts, authenticates,
 * refreshes, changes, converts and ends them, and is the only thing that an adapter calls.
 */
@NullMarked
package dev.guestpass.session;

import org.jspecify.annotations.NullMarked;
