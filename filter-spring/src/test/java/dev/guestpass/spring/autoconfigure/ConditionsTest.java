// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.ConversionDecision;
import dev.guestpass.servlet.AccountResolver;
import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.spring.web.VisitorArgumentsPostProcessor;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;

class ConditionsTest {

    @Test
    void startWhenServletApplicationThenFilterAndArgumentsAndAccounts() {
        Contexts.web()
                .run(context -> assertThat(context)
                        .hasSingleBean(AnonymousSessionFilter.class)
                        .hasSingleBean(VisitorArgumentsPostProcessor.class)
                        .hasSingleBean(AccountResolver.class));
    }

    @Test
    void startWhenNoWebApplicationThenNothing() {
        new ApplicationContextRunner()
                .withConfiguration(Contexts.OURS)
                .run(context -> assertThat(context.getBeanNamesForType(Object.class))
                        .noneMatch(name -> name.contains("uestpass") || name.contains("nonymous")));
    }

    @Test
    void startWhenReactiveThenNothing() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(Contexts.OURS)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(AnonymousSessionFilter.class)
                        .doesNotHaveBean(AccountResolver.class));
    }

    @Test
    void startWhenThereIsNoSpringSecurityThenTheRest() {
        Contexts.web()
                .withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(AnonymousSessionFilter.class)
                        .hasSingleBean(VisitorArgumentsPostProcessor.class)
                        .doesNotHaveBean(AccountResolver.class));
    }

    @Test
    void startWhenThereIsNoSpringMvcThenTheRest() {
        Contexts.web()
                .withClassLoader(new FilteredClassLoader("org.springframework.web.servlet"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(AnonymousSessionFilter.class)
                        .hasSingleBean(AccountResolver.class)
                        .doesNotHaveBean("visitorArgumentsPostProcessor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "off", "no"})
    void startWhenDisabledThenNothing(String value) {
        Contexts.web()
                .withPropertyValues("guestpass.enabled=" + value)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(AnonymousSessionFilter.class)
                        .doesNotHaveBean(VisitorArgumentsPostProcessor.class)
                        .doesNotHaveBean(AccountResolver.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "off"})
    void startWhenSecurityIsDisabledThenOnlyTheRest(String value) {
        Contexts.web()
                .withPropertyValues("guestpass.security.enabled=" + value)
                .run(context -> assertThat(context)
                        .hasSingleBean(AnonymousSessionFilter.class)
                        .doesNotHaveBean(AccountResolver.class));
    }

    @Test
    void startWhenThereIsADataSourceThenItIsLeftAlone() {
        Contexts.web()
                .withBean(
                        DataSource.class,
                        () -> mock(DataSource.class, call -> {
                            throw new AssertionError("Asked for " + call);
                        }))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(AnonymousSessionFilter.class));
    }

    @Test
    void startWhenThereAreTwoConvertersThenErrorNamesBoth() {
        Contexts.web()
                .withBean("one", AnonymousUserConverter.class, () -> it -> new ConversionDecision.Rejected("one"))
                .withBean("two", AnonymousUserConverter.class, () -> it -> new ConversionDecision.Rejected("two"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(NoUniqueBeanDefinitionException.class)
                        .hasMessageContaining("AnonymousUserConverter")
                        .hasMessageContaining("one,two"));
    }
}
