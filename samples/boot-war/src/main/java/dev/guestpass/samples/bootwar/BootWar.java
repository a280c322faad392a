// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.bootwar;

import dev.guestpass.AnonymousPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The application and its pages. Public, with a constructor, because Spring makes it. */
@SpringBootApplication
@RestController
public class BootWar extends SpringBootServletInitializer {

    /** For Spring. */
    public BootWar() {}

    @Override
    protected SpringApplicationBuilder configure(SpringApplicationBuilder application) {
        return application.sources(BootWar.class);
    }

    @GetMapping("/who")
    String who(AnonymousPrincipal visitor) {
        return visitor.subject();
    }

    /** Whoever registered a filter of ours. */
    @GetMapping("/filters")
    List<String> filters(HttpServletRequest request) {
        return request.getServletContext().getFilterRegistrations().values().stream()
                .map(filter -> filter.getName() + " " + filter.getClassName())
                .filter(filter -> filter.contains("dev.guestpass"))
                .toList();
    }
}
