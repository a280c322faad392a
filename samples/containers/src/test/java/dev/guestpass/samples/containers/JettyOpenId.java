// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Jetty whose operator has put its own OpenID Connect in place of the application's form.
 *
 * @param jetty the server
 * @param provider where people sign in
 */
record JettyOpenId(Jetty jetty, OpenIdProvider provider) implements Container {

    private static final String OVERRIDE = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>member</web-resource-name>
                  <url-pattern>/page/member</url-pattern>
                </web-resource-collection>
                <auth-constraint>
                  <role-name>**</role-name>
                </auth-constraint>
              </security-constraint>
              <login-config>
                <auth-method>OPENID</auth-method>
                <realm-name>%s</realm-name>
              </login-config>
            </web-app>
            """;

    private static final String SHOP = """
            <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
            <Configure class="org.eclipse.jetty.%s.webapp.WebAppContext">
              <Set name="contextPath">/shop</Set>
              <Set name="war">%s</Set>
              <Set name="throwUnavailableOnStartupException">true</Set>
              <Call name="addOverrideDescriptor"><Arg>%s</Arg></Call>
            </Configure>
            """;

    @Override
    public List<String> prepare(Path base, Path war, int port) throws IOException {
        List<String> command = new ArrayList<>(jetty.prepare(base, war, port));
        Path override = base.resolve("override-web.xml");
        Files.writeString(override, OVERRIDE.formatted(provider.issuer()));
        Files.writeString(base.resolve("webapps/shop.xml"), SHOP.formatted(jetty.environment(), war, override));
        // A part of the module that its user has to put into place.
        String users = "jetty-openid-baseloginservice.xml";
        Path etc = Files.createDirectories(base.resolve("etc"));
        Files.copy(jetty.home().resolve("modules/openid").resolve(users), etc.resolve(users));
        command.add("--module=openid");
        command.add("jetty.openid.provider=" + provider.issuer());
        command.add("jetty.openid.clientId=" + OpenIdProvider.CLIENT);
        command.add("jetty.openid.clientSecret=secret");
        return command;
    }
}
