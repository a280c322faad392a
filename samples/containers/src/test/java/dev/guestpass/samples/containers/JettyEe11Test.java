// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

class JettyEe11Test extends ContainerSuite {

    JettyEe11Test() {
        super(new Jetty(System.getProperty("version.jetty"), "ee11"));
    }
}
