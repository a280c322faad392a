// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Writes the cookies before anybody is told that asynchronous work took too long or failed: they may then complete it by
 * the container's own {@code AsyncContext}, which does not ask us.
 */
record CommitOnTimeout(CommitResponse response) implements AsyncListener {

    @Override
    public void onTimeout(AsyncEvent event) {
        response.apply();
    }

    @Override
    public void onError(AsyncEvent event) {
        response.apply();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
