/**
 * How tokens travel between the visitor and us: {@link dev.guestpass.servlet.transport.TokenTransport} owns all three
 * directions, read, write and clear, so that the rest of the filter knows nothing of cookies.
 */
@NullMarked
package dev.guestpass.servlet.transport;

import org.jspecify.annotations.NullMarked;
