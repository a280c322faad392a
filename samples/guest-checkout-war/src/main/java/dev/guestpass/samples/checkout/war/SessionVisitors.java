// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.UUID;

/** Without Guestpass: a visitor is whoever has the container's session, for as long as that lives. Nothing of theirs moves. */
final class SessionVisitors implements Visitors {

    private static final String SUBJECT = SessionVisitors.class.getName();

    @Override
    public Visitor of(HttpServletRequest request) {
        HttpSession session = request.getSession();
        synchronized (SessionVisitors.class) {
            if (session.getAttribute(SUBJECT) == null) {
                session.setAttribute(SUBJECT, UUID.randomUUID().toString());
            }
            return new Visitor(String.valueOf(session.getAttribute(SUBJECT)), false, false, null, null);
        }
    }

    @Override
    public boolean moveToAccounts() {
        return false;
    }
}
