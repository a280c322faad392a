// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says what went wrong. */
final class ProblemPage {

    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        response.setStatus(status);
        PageFrame.sendPlain(request, response, title(status), """
                <p>%s</p>
                <p><a class="button" href="">To the shop</a></p>
                """.formatted(Html.text(explanation(request, status))));
    }

    private static String title(int status) {
        return status == 404 ? "Nothing here" : status < 500 ? "This did not work" : "Something broke";
    }

    /** What the shop itself says of a wrong request. The text of an exception is nobody's business. */
    private static String explanation(HttpServletRequest request, int status) {
        Object message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
        if (status == 404) {
            return "There is no such page.";
        }
        return status < 500 && message instanceof String text ? text : "Please try again in a moment.";
    }
}
