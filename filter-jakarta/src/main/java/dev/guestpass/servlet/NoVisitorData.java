// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.AnonymousPrincipal;
import java.util.Map;

/** Of an application that holds nothing of its visitors. */
record NoVisitorData() implements VisitorData {

    @Override
    public Map<String, ?> export(AnonymousPrincipal visitor) {
        return Map.of();
    }

    @Override
    public void erase(AnonymousPrincipal visitor) {
        // There is nothing.
    }
}
