// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What an application answers at one path. */
@FunctionalInterface
interface Page {

    void answer(HttpServletRequest request, HttpServletResponse response) throws Exception;
}
