/**
 * The JSON API that a page's own scripts call, and the public keys: {@link dev.guestpass.servlet.endpoint.Endpoints}.
 *
 * <p>It is for browsers: changes come from the same origin alone, and no token is ever in a body.
 */
@NullMarked
package dev.guestpass.servlet.endpoint;

import org.jspecify.annotations.NullMarked;
