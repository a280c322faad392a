// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

class UndertowTest extends ContainerSuite {

    UndertowTest() {
        super(new EmbeddedUndertow());
    }
}
