// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import java.util.Iterator;
import java.util.Objects;
import java.util.function.BiFunction;
import org.springframework.beans.factory.BeanFactory;

/** The application's own beans, as far as a builder has a place for them. */
record ApplicationBeans(BeanFactory factory) {

    /** Adds the application's bean of a type, if it has one. */
    <B, T> B add(B builder, Class<T> type, BiFunction<B, T, B> setter) {
        T bean = factory.getBeanProvider(type).getIfAvailable();
        return bean == null ? builder : setter.apply(builder, bean);
    }

    /** Adds all beans of a type, in their order. */
    <B, T> B addEach(B builder, Class<T> type, BiFunction<B, T, B> setter) {
        B added = builder;
        Iterator<T> beans = factory.getBeanProvider(type).orderedStream().iterator();
        while (beans.hasNext()) {
            T bean = beans.next();
            added = Objects.requireNonNull(
                    setter.apply(added, bean),
                    () -> bean.getClass().getName() + " returned null in place of a builder");
        }
        return added;
    }
}
