// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tomcat, which has no beans: the application brings Weld and Soteria, and beans of its own in place of what it names in
 * {@code META-INF/services}.
 *
 * @param tomcat the server
 */
record TomcatWithBeans(Tomcat tomcat) implements Container {

    private static final Path LIBRARIES = Path.of(System.getProperty("beans.folder"));
    /** Weld has to be there before Soteria asks for its beans; what is in this folder comes before any jar. */
    private static final String INITIALIZERS = "META-INF/services/jakarta.servlet.ServletContainerInitializer";

    private static final String SHOP = """
            <Context docBase="%s">
              <Resource name="BeanManager" auth="Container" type="jakarta.enterprise.inject.spi.BeanManager"
                        factory="org.jboss.weld.resources.ManagerObjectFactory"/>
            </Context>
            """;

    private static final String SERVICE = "META-INF/services/dev.guestpass.conversion.AnonymousUserConverter";

    @Override
    public List<String> prepare(Path base, Path war, int port) throws IOException {
        Path application = base.resolve("shop");
        EmbeddedUndertow.unpack(war, application);
        Path classes = application.resolve("WEB-INF/classes");
        Files.delete(classes.resolve(SERVICE));
        copy(LIBRARIES, application.resolve("WEB-INF/lib"));
        Path compiled = Path.of("dev/guestpass/samples/containers/beans");
        copy(TestClassPath.matching("/test-classes").get(0).resolve(compiled), classes.resolve(compiled));
        Files.writeString(classes.resolve(INITIALIZERS), "org.jboss.weld.environment.servlet.EnhancedListener");
        List<String> command = tomcat.prepare(base, application, port);
        Files.writeString(base.resolve("conf/Catalina/localhost/shop.xml"), SHOP.formatted(application));
        return command;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
