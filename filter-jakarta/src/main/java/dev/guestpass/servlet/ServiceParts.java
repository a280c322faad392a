// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** What an application names in {@code META-INF/services}, and what others find for it. */
final class ServiceParts implements ApplicationParts {

    private final ClassLoader application;
    private final List<ApplicationParts> others;

    ServiceParts(ClassLoader application) {
        this.application = application;
        this.others = services(ApplicationParts.class);
    }

    private <T> List<T> services(Class<T> type) {
        return ServiceLoader.load(type, application).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    @Override
    public <T> List<T> find(Class<T> type) {
        return places(type).flatMap(List::stream).toList();
    }

    private <T> Stream<List<T>> places(Class<T> type) {
        return Stream.concat(Stream.of(services(type)), others.stream().map(parts -> parts.find(type)));
    }

    /**
     * Finds the one of a kind of which a filter has only one. What is named in {@code META-INF/services} comes first.
     *
     * @throws IllegalStateException if there are several
     */
    <T> Optional<T> findOne(Class<T> type) {
        List<T> found =
                places(type).filter(place -> !place.isEmpty()).findFirst().orElse(List.of());
        if (found.size() > 1) {
            throw new IllegalStateException("There are " + found.size() + " of " + type.getName()
                    + ", and one is needed: "
                    + found.stream().map(part -> part.getClass().getName()).toList());
        }
        return found.stream().findFirst();
    }
}
