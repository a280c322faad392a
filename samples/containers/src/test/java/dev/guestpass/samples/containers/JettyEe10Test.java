// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

class JettyEe10Test extends ContainerSuite {

    JettyEe10Test() {
        super(new Jetty(System.getProperty("version.jetty"), "ee10"));
    }
}
