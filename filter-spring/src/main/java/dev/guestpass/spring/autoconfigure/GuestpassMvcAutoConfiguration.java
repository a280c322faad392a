// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.spring.web.VisitorArgumentsPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Lets controllers take the visitor and their session as arguments. */
@AutoConfiguration(after = GuestpassAutoConfiguration.class)
@ConditionalOnClass(RequestMappingHandlerAdapter.class)
@ConditionalOnBean(dev.guestpass.servlet.AnonymousSessionFilter.class)
public final class GuestpassMvcAutoConfiguration {

    /** For Spring. */
    GuestpassMvcAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    static VisitorArgumentsPostProcessor visitorArgumentsPostProcessor() {
        return new VisitorArgumentsPostProcessor();
    }
}
