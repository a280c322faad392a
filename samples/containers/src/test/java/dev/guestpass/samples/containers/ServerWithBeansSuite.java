// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The same on a server that has beans. */
abstract class ServerWithBeansSuite extends ContainerSuite {

    ServerWithBeansSuite(Container container) {
        super(container);
    }

    @Test
    void injectWhenVisitedThenBeanKnowsTheVisitorAndHeardOfTheStart() {
        String subject = browser().get("/shop/page/who").body().split(" ", 2)[0];

        assertThat(browser().get("/shop/page/beans").body()).matches(subject + " [1-9]\\d*");
    }
}
