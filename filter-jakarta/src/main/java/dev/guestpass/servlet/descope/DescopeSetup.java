// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import dev.guestpass.servlet.endpoint.EndpointSettings;
import dev.guestpass.servlet.transport.CookieSettings;

/**
 * What the API takes from the settings of the filter.
 *
 * @param endpoints where it is, and who may call it from a page
 * @param cookies what our cookies look like: answers describe them
 * @param descope what is said of this API alone
 */
public record DescopeSetup(EndpointSettings endpoints, CookieSettings cookies, DescopeSettings descope) {}
