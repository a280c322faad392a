// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.AnonymousPrincipal;
import java.util.Map;

/**
 * What the application holds of its visitors by their subject, for those who ask to see or to erase it (GDPR articles 15
 * and 17). Guestpass itself holds what is in the visitor's own tokens, and of a session that was refreshed a row with the
 * same.
 *
 * <p>Called by several threads at a time. If it throws, the call is answered with 503, the visitor stays who they are, and
 * the call may be repeated.
 */
public interface VisitorData {

    /**
     * Collects what is held of a visitor, for {@code GET session/export}.
     *
     * @param visitor who asks; they have proven no more than that they hold their cookies
     * @return names with values that JSON can hold: texts, numbers, booleans, {@code null}, lists and maps of them
     */
    Map<String, ?> export(AnonymousPrincipal visitor);

    /**
     * Erases what is held of a visitor, for {@code DELETE session}, before their session ends. Another request of the
     * visitor that is under way may write once more: it is the last, and what it wrote is nobody's any more. Has to be
     * repeatable: it is called again if the session could not be ended.
     *
     * @param visitor whose data is to go
     */
    void erase(AnonymousPrincipal visitor);

    /**
     * Returns the default: the application holds nothing.
     *
     * @return nothing to show, and nothing to erase
     */
    static VisitorData none() {
        return new NoVisitorData();
    }
}
