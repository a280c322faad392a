/**
 * The Servlet filter that gives every visitor an identity, and what an application meets of it.
 *
 * <p>{@link dev.guestpass.servlet.AnonymousSessionFilter} stands before the application;
 * {@link dev.guestpass.servlet.AnonymousSession} is what the application takes from a request. The other public types
 * are decisions that an application may replace.
 */
@NullMarked
package dev.guestpass.servlet;

import org.jspecify.annotations.NullMarked;
