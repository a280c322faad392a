// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import org.junit.jupiter.api.Tag;

@Tag("heavy")
class WildFlyTest extends ServerWithBeansSuite {

    WildFlyTest() {
        super(new WildFly(System.getProperty("version.wildfly")));
    }
}
