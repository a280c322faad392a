// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Eclipse Jetty, as it is downloaded.
 *
 * @param version its version
 * @param environment which of its Jakarta EE versions: {@code ee10} or {@code ee11}
 */
record Jetty(String version, String environment) implements Container {

    private static final String SHOP = """
            <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
            <Configure class="org.eclipse.jetty.%s.webapp.WebAppContext">
              <Set name="contextPath">/shop</Set>
              <Set name="war">%s</Set>
              <Set name="throwUnavailableOnStartupException">true</Set>
              <Get name="securityHandler">
                <Set name="loginService">
                  <New class="org.eclipse.jetty.security.HashLoginService">
                    <Arg>customers</Arg>
                    <Set name="userStore">
                      <New class="org.eclipse.jetty.security.UserStore">
                        <Call name="addUser">
                          <Arg>ann</Arg>
                          <Arg>
                            <Call class="org.eclipse.jetty.util.security.Credential" name="getCredential">
                              <Arg>secret</Arg>
                            </Call>
                          </Arg>
                          <Arg><Array type="String"><Item>customer</Item></Array></Arg>
                        </Call>
                      </New>
                    </Set>
                  </New>
                </Set>
              </Get>
            </Configure>
            """;

    Path home() {
        return FOLDER.resolve("jetty-home-" + version);
    }

    @Override
    public List<String> prepare(Path base, Path war, int port) throws IOException {
        Files.createDirectories(base.resolve("resources"));
        Path webapps = Files.createDirectories(base.resolve("webapps"));
        Files.writeString(webapps.resolve("shop.xml"), SHOP.formatted(environment, war));
        Files.writeString(webapps.resolve("shop.properties"), "environment: " + environment + "\n");
        return Container.java(
                "-jar",
                home().resolve("start.jar").toString(),
                "jetty.home=" + home(),
                "jetty.base=" + base,
                "jetty.http.host=127.0.0.1",
                "jetty.http.port=" + port,
                "--module=http,%1$s-deploy,%1$s-annotations".formatted(environment));
    }
}
