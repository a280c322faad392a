// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.io.UnsupportedEncodingException;

/** Reads what a form posts, by the container's own parser: a filter before ours may have asked it already. */
final class FormField {

    static final String FORM = "application/x-www-form-urlencoded";

    private FormField() {}

    /** Tells a body that is too long; one of unknown length is bounded by the container. */
    static boolean isTooLong(HttpServletRequest request) {
        return request.getContentLengthLong() > JsonBody.MAX_BYTES;
    }

    /** Returns a field of the body or of the query; an empty text if there is none, or it can not be read. */
    static String of(HttpServletRequest request, String name) {
        try {
            if (request.getCharacterEncoding() == null) {
                request.setCharacterEncoding("UTF-8");
            }
            String value = request.getParameter(name);
            return value == null ? "" : value;
        } catch (UnsupportedEncodingException | RuntimeException e) {
            // What containers throw at a malformed or endless form; it may quote the form.
            return "";
        }
    }
}
