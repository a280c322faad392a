// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import java.nio.file.Path;
import java.util.Properties;

/** A server that all nodes keep their sessions on, and to which things happen. */
interface SharedStore extends AutoCloseable {

    /** What nodes need to know. */
    Properties settings(Path folder);

    void stop();

    void start();

    void pause();

    void goOn();

    @Override
    void close();
}
