// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.servlet.descope.DescopeApi;
import dev.guestpass.servlet.descope.DescopeSetup;
import dev.guestpass.servlet.endpoint.EndpointSettings;
import dev.guestpass.servlet.endpoint.Endpoints;
import dev.guestpass.servlet.endpoint.ProvingSetup;
import dev.guestpass.session.AnonymousSessions;

/** The parts of a filter that is ready to work. */
record Assembly(
        Entrance entrance,
        Endpoints endpoints,
        DescopeApi descope,
        AccountResolver accounts,
        VisitorData data,
        boolean exposesPrincipal,
        AutoCloseable owned) {

    static Assembly of(AnonymousSessions sessions, FilterSettings settings, FilterParts parts, AutoCloseable owned) {
        EndpointSettings endpoints =
                new EndpointSettings(settings.endpointPath(), settings.allowedOrigins(), settings.writableClaims());
        ProvingSetup proving = ProvingParts.of(sessions, settings, parts);
        return new Assembly(
                new Entrance(sessions, settings, parts, proving),
                new Endpoints(endpoints, sessions.keys()::publicJwkSet, proving),
                new DescopeApi(
                        new DescopeSetup(endpoints, settings.cookies(), settings.descope()), sessions, parts.clock()),
                parts.accounts(),
                parts.data(),
                settings.exposeUserPrincipal(),
                owned);
    }
}
