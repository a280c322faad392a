// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

class Tomcat10Test extends ContainerSuite {

    Tomcat10Test() {
        super(new Tomcat(System.getProperty("version.tomcat10")));
    }
}
