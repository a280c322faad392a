// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A visitor's browser: it keeps cookies, and says what it fetches for. */
public final class Browser {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    public Browser(int port) {
        this.port = port;
    }

    /** Goes through a proxy that ends TLS. */
    public Browser secure() {
        return always("X-Forwarded-Proto", "https");
    }

    /** Sends a header with every request. */
    public Browser always(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Opens a page, as by a link on the same site. */
    public Reply get(String path) {
        return to(path).as(Fetch.NAVIGATION).send();
    }

    /** Calls the browser API from a page's own script. */
    public Reply fetch(String method, String path) {
        return to(path).as(Fetch.SCRIPT).method(method).send();
    }

    /** Starts a request that says nothing of what it is for, as curl does. */
    public Call to(String path) {
        return new Call(path);
    }

    public String cookie(String name) {
        return cookies.get(name);
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    public Browser put(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    public Browser drop(String name) {
        cookies.remove(name);
        return this;
    }

    /** Another browser with the same cookies, as a tab that was sent before this one's answer came. */
    public Browser copy() {
        Browser copy = new Browser(port);
        copy.headers.putAll(headers);
        copy.cookies.putAll(cookies);
        return copy;
    }

    /** The same visitor at another node. */
    Browser at(TestServer other) {
        Browser moved = new Browser(other.port());
        moved.headers.putAll(headers);
        moved.cookies.putAll(cookies);
        return moved;
    }

    private void keep(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        String name = pair.substring(0, pair.indexOf('='));
        if (setCookie.contains("Max-Age=0;")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(name.length() + 1));
        }
    }

    /** Sends one request with a {@code Cookie} header that no client library would let through; keeps nothing. */
    public String raw(String path, String cookieHeader) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\nCookie: "
                + cookieHeader + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What browsers say about a fetch (Fetch Metadata). */
    public enum Fetch {
        NAVIGATION("same-origin", "navigate", "document"),
        TYPED("none", "navigate", "document"),
        SCRIPT("same-origin", "cors", "empty"),
        IMAGE("same-origin", "no-cors", "image"),
        STYLE("same-origin", "no-cors", "style"),
        CODE("same-origin", "no-cors", "script"),
        FONT("same-origin", "cors", "font"),
        FRAME("same-origin", "navigate", "iframe"),
        CROSS_SITE_NAVIGATION("cross-site", "navigate", "document"),
        CROSS_SITE_FRAME("cross-site", "navigate", "iframe"),
        CROSS_SITE_SCRIPT("cross-site", "cors", "empty"),
        SAME_SITE_SCRIPT("same-site", "cors", "empty");

        private final String site;
        private final String mode;
        private final String destination;

        Fetch(String site, String mode, String destination) {
            this.site = site;
            this.mode = mode;
            this.destination = destination;
        }
    }

    /** One request. */
    public final class Call {

        private final HttpRequest.Builder request;
        private String method = "GET";
        private String body = "";

        Call(String path) {
            this.request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        }

        public Call as(Fetch fetch) {
            return with("Sec-Fetch-Site", fetch.site)
                    .with("Sec-Fetch-Mode", fetch.mode)
                    .with("Sec-Fetch-Dest", fetch.destination);
        }

        public Call with(String name, String value) {
            request.header(name, value);
            return this;
        }

        public Call method(String value) {
            this.method = value;
            return this;
        }

        public Call post() {
            return method("POST");
        }

        public Call json(String value) {
            this.body = value;
            return with("Content-Type", "application/json");
        }

        public Call body(String value) {
            this.body = value;
            return this;
        }

        public Reply send() {
            headers.forEach(request::header);
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + '=' + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            Reply reply = exchange();
            reply.setCookies().forEach(Browser.this::keep);
            return reply;
        }

        private Reply exchange() {
            try {
                return Reply.of(CLIENT.send(request.build(), BodyHandlers.ofString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
