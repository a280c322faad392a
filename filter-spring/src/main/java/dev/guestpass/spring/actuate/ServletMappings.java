// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The servlets of an application, other than those of Spring MVC and the container's own for files. */
record ServletMappings(ServletContext context) implements Mappings {

    @Override
    public List<Mapping> list() {
        return context.getServletRegistrations().values().stream()
                .filter(ServletMappings::isOfTheApplication)
                .flatMap(ServletMappings::of)
                .toList();
    }

    static boolean isOfSpringMvc(ServletRegistration servlet) {
        return String.valueOf(servlet.getClassName()).endsWith(".DispatcherServlet");
    }

    private static boolean isOfTheApplication(ServletRegistration servlet) {
        String type = String.valueOf(servlet.getClassName());
        return !isOfSpringMvc(servlet) && !type.endsWith(".DefaultServlet") && !type.endsWith(".JspServlet");
    }

    private static Stream<Mapping> of(ServletRegistration servlet) {
        return servlet.getMappings().stream()
                .map(pattern -> Mapping.of(Set.of(), pattern, "servlet " + servlet.getName(), null));
    }
}
