// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

/**
 * A request that is for this API.
 *
 * @param route which call it is
 * @param path the path below the base URL, without doubled slashes
 * @param mayManage whether it came by the path at which management is
 */
public record DescopeCall(DescopeRoute route, String path, boolean mayManage) {}
