// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.spring.Shop;
import dev.guestpass.spring.SpringServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.test.util.ReflectionTestUtils;

class RegistrationTest {

    @RegisterExtension
    static final SpringServer SERVER = Shop.server();

    @Test
    void filterWhenApplicationStartsThenRegisteredOnceForAllPaths() {
        assertThat(SERVER.bean(ServletContext.class).getFilterRegistrations().values().stream()
                        .map(FilterRegistration.class::cast)
                        .filter(it -> AnonymousSessionFilter.class.getName().equals(it.getClassName())))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getName()).isEqualTo("guestpass");
                    assertThat(it.getUrlPatternMappings()).containsExactly("/*");
                });
    }

    @Test
    void registrationWhenNothingIsSetThenBeforeSpringSecurityForAllDispatches() {
        Contexts.web().run(context -> {
            FilterRegistrationBean<?> registration = context.getBean(FilterRegistrationBean.class);
            assertThat(registration.getOrder()).isEqualTo(-110);
            assertThat(registration.isAsyncSupported()).isTrue();
            assertThat(ReflectionTestUtils.getField(registration, "dispatcherTypes"))
                    .isEqualTo(EnumSet.of(
                            DispatcherType.REQUEST,
                            DispatcherType.FORWARD,
                            DispatcherType.ASYNC,
                            DispatcherType.ERROR));
        });
    }

    @Test
    void registrationWhenOrderIsSetThenThatOrder() {
        Contexts.web()
                .withPropertyValues("guestpass.filter.order=5")
                .run(context -> assertThat(
                                context.getBean(FilterRegistrationBean.class).getOrder())
                        .isEqualTo(5));
    }

    @Test
    void registrationWhenApplicationHasItsOwnThenNoOther() {
        Contexts.web()
                .withBean("anonymousSessionFilterRegistration", FilterRegistrationBean.class, () -> {
                    FilterRegistrationBean<AnonymousSessionFilter> own = new FilterRegistrationBean<>();
                    own.setOrder(7);
                    return own;
                })
                .run(context -> assertThat(
                                context.getBean(FilterRegistrationBean.class).getOrder())
                        .isEqualTo(7));
    }
}
