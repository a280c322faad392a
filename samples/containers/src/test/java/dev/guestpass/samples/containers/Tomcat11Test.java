// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

class Tomcat11Test extends ContainerSuite {

    Tomcat11Test() {
        super(new Tomcat(System.getProperty("version.tomcat11")));
    }
}
