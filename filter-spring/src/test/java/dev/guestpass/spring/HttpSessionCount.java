// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the HTTP sessions that anything made. */
public final class HttpSessionCount implements HttpSessionListener {

    private final AtomicInteger created = new AtomicInteger();

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        created.incrementAndGet();
    }

    public int created() {
        return created.get();
    }
}
