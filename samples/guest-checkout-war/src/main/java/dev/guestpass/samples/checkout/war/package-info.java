/**
 * A shop in which nobody has to sign up: the cart belongs to an anonymous visitor until they have an account, and to the
 * account from then on.
 *
 * <p>Start reading at {@link dev.guestpass.samples.checkout.war.ShopListener}, which puts the shop together;
 * {@link dev.guestpass.samples.checkout.war.Shopper} says whose cart a request is about, and
 * {@link dev.guestpass.samples.checkout.war.CartMover} hands it over. {@code Shop}, {@code Launcher} and
 * {@code CustomerLogin} run the same web application on an embedded Jetty and are of no use in any other server.
 */
@NullMarked
package dev.guestpass.samples.checkout.war;

import org.jspecify.annotations.NullMarked;
