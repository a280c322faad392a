// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import io.undertow.Undertow;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.WebResourceCollection;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Deploys an unpacked WAR to Undertow, which knows neither WARs nor {@code web.xml}: its servlet, its filter and its rules are
 * named here, as {@code web.xml} has them.
 */
final class UndertowLauncher {

    private static final String PACKAGE = UndertowLauncher.class.getPackageName();

    private UndertowLauncher() {}

    public static void main(String[] args) throws Exception {
        ClassLoader application =
                new URLClassLoader(classPath(Path.of(args[0])), UndertowLauncher.class.getClassLoader());
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment(application));
        manager.deploy();
        PathHandler paths = new PathHandler().addPrefixPath("/shop", manager.start());
        Undertow.builder()
                .addHttpListener(Integer.parseInt(args[1]), "127.0.0.1")
                .setHandler(paths)
                .build()
                .start();
    }

    private static URL[] classPath(Path war) throws Exception {
        List<URL> urls = new ArrayList<>();
        urls.add(war.resolve("WEB-INF/classes").toUri().toURL());
        try (Stream<Path> jars = Files.list(war.resolve("WEB-INF/lib"))) {
            for (Path jar : jars.toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static DeploymentInfo deployment(ClassLoader application) throws Exception {
        DeploymentInfo shop = Servlets.deployment()
                .setClassLoader(application)
                .setContextPath("/shop")
                .setDeploymentName("shop")
                .setDefaultEncoding("UTF-8")
                .addServlet(Servlets.servlet("pages", load(application, "Pages").asSubclass(Servlet.class))
                        .setAsyncSupported(true)
                        .addMapping("/page/*"))
                .addFilter(Servlets.filter(
                                "first", load(application, "ApplicationFilter").asSubclass(Filter.class))
                        .setAsyncSupported(true))
                .addFilterUrlMapping("first", "/*", DispatcherType.REQUEST)
                .addErrorPage(Servlets.errorPage("/page/problem"));
        for (ServletContainerInitializer found : ServiceLoader.load(ServletContainerInitializer.class, application)) {
            shop.addServletContainerInitializer(new ServletContainerInitializerInfo(found.getClass(), Set.of()));
        }
        return secured(shop);
    }

    private static Class<?> load(ClassLoader application, String name) throws ClassNotFoundException {
        return application.loadClass(PACKAGE + '.' + name);
    }

    private static DeploymentInfo secured(DeploymentInfo shop) {
        return shop.setLoginConfig(new LoginConfig("FORM", "customers", "/page/form", "/page/form"))
                .setIdentityManager(new Ann())
                .addSecurityRole("customer")
                .addSecurityConstraint(new SecurityConstraint()
                        .addWebResourceCollection(new WebResourceCollection().addUrlPattern("/page/account"))
                        .addRoleAllowed("customer"));
    }

    private record Customer(Principal getPrincipal, Set<String> getRoles) implements Account {}

    private static final class Ann implements IdentityManager {

        @Override
        public Account verify(Account account) {
            return account;
        }

        @Override
        public Account verify(String id, Credential credential) {
            boolean isAnn = id.equals("ann")
                    && credential instanceof PasswordCredential password
                    && "secret".equals(String.valueOf(password.getPassword()));
            return isAnn ? new Customer(() -> "ann", Set.of("customer")) : null;
        }

        @Override
        public Account verify(Credential credential) {
            return null;
        }
    }
}
