// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.ClaimsChange;
import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;

/** All pages of the application. Most of them tell who is there. */
public final class Pages extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public Pages() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setContentType("text/plain;charset=UTF-8");
        switch (page(request)) {
            case "/claims" -> changeClaims(request, response);
            case "/async" -> work(request.startAsync());
            case "/fail" -> throw new ServletException("on purpose");
            case "/forward" -> request.getRequestDispatcher("/page/who").forward(request, response);
            case "/include" -> request.getRequestDispatcher("/page/who").include(request, response);
            case "/login" -> logIn(request, response);
            case "/logout" -> logOut(request, response);
            case "/end" ->
                response.getWriter().print(AnonymousSession.from(request).end());
            case "/form" -> response.getWriter().print("please log in");
            case "/code" -> response.getWriter().print(SentCodes.to(request.getParameter("loginId")));
            case "/conversions" -> response.getWriter().print(ShopConverter.accountOf(request.getParameter("subject")));
            case "/colours" -> response.getWriter().print(ShopConverter.colourOf(request.getParameter("subject")));
            case "/beans" -> response.getWriter().print(Injected.who());
            default -> tell(request, response);
        }
    }

    /** An included page keeps the path of the one that includes it. */
    private static String page(HttpServletRequest request) {
        Object included = request.getAttribute("jakarta.servlet.include.path_info");
        return included == null ? String.valueOf(request.getPathInfo()) : included.toString();
    }

    private static void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AnonymousPrincipal visitor = AnonymousSession.from(request).principal();
        String account = request.getRemoteUser();
        response.getWriter().print(visitor.subject() + ' ' + visitor.isTransient() + ' ' + account);
    }

    private static void changeClaims(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AnonymousSession session = AnonymousSession.from(request);
        session.updateClaims(ClaimsChange.set("colour", request.getParameter("colour")));
        tell(request, response);
    }

    private static void work(AsyncContext async) {
        async.start(() -> {
            try {
                tell((HttpServletRequest) async.getRequest(), (HttpServletResponse) async.getResponse());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                async.complete();
            }
        });
    }

    private static void logIn(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        // Where a login is remembered, it is by a session of the container's.
        HttpSession unused = request.getSession();
        request.login("ann", "secret");
        response.getWriter().print(request.getRemoteUser());
    }

    private static void logOut(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.logout();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        response.getWriter().print("bye");
    }
}
