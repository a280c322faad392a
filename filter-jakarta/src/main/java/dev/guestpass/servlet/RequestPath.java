// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletRequest;

/** The decoded and normalised path of a request below its context. */
final class RequestPath {

    private RequestPath() {}

    static String of(HttpServletRequest request) {
        String info = request.getPathInfo();
        String servlet = request.getServletPath();
        return info == null ? servlet : servlet + info;
    }
}
