// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Apache Tomcat, as it is downloaded.
 *
 * @param version its version
 */
record Tomcat(String version) implements Container {

    private static final String SERVER = """
            <Server port="-1">
              <GlobalNamingResources>
                <Resource name="UserDatabase" auth="Container" type="org.apache.catalina.UserDatabase"
                          factory="org.apache.catalina.users.MemoryUserDatabaseFactory" pathname="conf/tomcat-users.xml"/>
              </GlobalNamingResources>
              <Service name="Catalina">
                <Connector address="127.0.0.1" port="%d"/>
                <Engine name="Catalina" defaultHost="localhost">
                  <Realm className="org.apache.catalina.realm.UserDatabaseRealm" resourceName="UserDatabase"/>
                  <Host name="localhost" appBase="webapps"/>
                </Engine>
              </Service>
            </Server>
            """;

    private static final String USERS = """
            <tomcat-users xmlns="http://tomcat.apache.org/xml" version="1.0">
              <user username="ann" password="secret" roles="customer"/>
            </tomcat-users>
            """;

    private Path home() {
        return FOLDER.resolve("apache-tomcat-" + version);
    }

    /** A WAR, or the folder that somebody has unpacked it to. */
    private static void deploy(Path war, Path webapps) throws IOException {
        Path conf = Files.createDirectories(webapps.resolveSibling("conf/Catalina/localhost"));
        Files.writeString(conf.resolve("shop.xml"), "<Context docBase=\"" + war + "\"/>");
    }

    @Override
    public List<String> prepare(Path base, Path war, int port) throws IOException {
        Path conf = Files.createDirectories(base.resolve("conf"));
        Files.copy(home().resolve("conf/web.xml"), conf.resolve("web.xml"));
        Files.writeString(conf.resolve("server.xml"), SERVER.formatted(port));
        Files.writeString(conf.resolve("tomcat-users.xml"), USERS);
        Files.createDirectories(base.resolve("logs"));
        Files.createDirectories(base.resolve("temp"));
        deploy(war, Files.createDirectories(base.resolve("webapps")));
        return Container.java(
                "-Dcatalina.home=" + home(),
                "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"),
                "-cp",
                home().resolve("bin/bootstrap.jar") + File.pathSeparator + home().resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start");
    }
}
