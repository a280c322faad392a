// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import dev.guestpass.store.redis.RedisExecutable;
import dev.guestpass.store.redis.RedisProcess;
import java.nio.file.Path;
import java.util.Properties;

/** A Redis that writes down what it acknowledges before it does so. Keys are in a file that the nodes share. */
final class RedisStore implements SharedStore {

    private final RedisProcess redis = RedisProcess.start(
            RedisExecutable.EMBEDDED.orSkip(), "--appendonly", "yes", "--appendfsync", "always", "--save", "");

    @Override
    public Properties settings(Path folder) {
        Properties settings = new Properties();
        settings.setProperty("guestpass.store", "redis");
        settings.setProperty("guestpass.redis.url", "redis://127.0.0.1:" + redis.port());
        settings.setProperty("guestpass.keys.location", "file:" + folder.resolve("keys.json"));
        return settings;
    }

    @Override
    public void stop() {
        redis.kill();
    }

    @Override
    public void start() {
        redis.start();
    }

    @Override
    public void pause() {
        redis.pause();
    }

    @Override
    public void goOn() {
        redis.goOn();
    }

    @Override
    public void close() {
        redis.close();
    }
}
