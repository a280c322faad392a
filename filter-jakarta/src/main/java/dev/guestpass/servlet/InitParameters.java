// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;

/** Settings of a filter that the container made: its own init-parameters, those of the context, the environment. */
final class InitParameters {

    private InitParameters() {}

    static GuestpassSettings settings(FilterConfig config) {
        ServletContext context = config.getServletContext();
        SettingNames.refuseUnknown(Collections.list(config.getInitParameterNames()));
        SettingNames.refuseUnknown(Collections.list(context.getInitParameterNames()));
        SettingNames.refuseUnknown(System.getProperties().stringPropertyNames());
        return GuestpassSettings.read(name -> GuestpassSettings.firstOf(
                GuestpassSettings.firstOf(config.getInitParameter(name), context.getInitParameter(name)),
                GuestpassSettings.firstOf(System.getProperty(name), System.getenv(SettingNames.inEnvironment(name)))));
    }
}
