// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Open Liberty, as it is downloaded. */
record OpenLiberty() implements Container {

    private static final String SERVER = """
            <server>
              <featureManager>
                <feature>servlet-6.0</feature>
                <feature>appSecurity-5.0</feature>
                <feature>cdi-4.0</feature>
                <feature>mpConfig-3.1</feature>
              </featureManager>
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
              <basicRegistry id="basic" realm="customers">
                <user name="ann" password="secret"/>
                <group name="customer"><member name="ann"/></group>
              </basicRegistry>
              <applicationManager autoExpand="true"/>
              <webApplication location="%s" contextRoot="/shop">
                <application-bnd>
                  <security-role name="customer"><group name="customer"/></security-role>
                </application-bnd>
              </webApplication>
            </server>
            """;

    @Override
    public List<String> prepare(Path base, Path war, int port) throws IOException {
        Path server = Files.createDirectories(base.resolve("servers/shop"));
        Files.writeString(server.resolve("server.xml"), SERVER.formatted(port, war));
        return List.of("/bin/sh", FOLDER.resolve("wlp/bin/server").toString(), "run", "shop");
    }

    @Override
    public Map<String, String> environment(Path base) {
        return Map.of("WLP_USER_DIR", base.toString());
    }
}
