// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keeps cookies as browsers do (the JDK's own store puts them in quotes), follows redirects and fills in forms. */
final class Browser {

    static final String PASSWORD = "correct horse";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern SUBJECT = Pattern.compile("\"sub\":\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("\"code\":\"([^\"]+)\"");
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final URI shop;
    private volatile String token = "";
    private volatile String ticket = "";

    Browser(URI shop) {
        this.shop = shop;
    }

    /** Makes another browser that holds what this one holds now, as a thief's would. */
    Browser copy() {
        Browser copy = new Browser(shop);
        copy.cookies.putAll(cookies);
        copy.token = token;
        copy.ticket = ticket;
        return copy;
    }

    String token() {
        return token;
    }

    Set<String> cookies() {
        return Set.copyOf(cookies.keySet());
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers));
    }

    /** Sends a form of the page that this browser is on; of the catalogue, if it is on none. */
    HttpResponse<String> post(String path, String... form) {
        return send(form(path, form));
    }

    /** Sends a form twice at the same time. */
    void doubleClick(String path, String... form) {
        HttpRequest.Builder click = form(path, form);
        CompletableFuture<?> first = CompletableFuture.runAsync(() -> send(click.copy()));
        send(click.copy());
        first.join();
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        HttpResponse<String> answer = exchange(request);
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
        token = find(TOKEN, answer.body()).orElse(token);
        ticket = find(TICKET, answer.body()).orElse(ticket);
        return answer.headers()
                .firstValue("Location")
                .map(location -> get(location))
                .orElse(answer);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            String header = cookies.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining("; "));
            HttpRequest withCookies = header.isEmpty()
                    ? request.build()
                    : request.header("Cookie", header).build();
            return CLIENT.send(withCookies, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        String[] pair = setCookie.substring(0, setCookie.indexOf(';')).split("=", 2);
        // Guestpass deletes in one way, Tomcat in the other.
        if (setCookie.contains("Max-Age=0") || setCookie.contains("Jan 1970")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    void replaceCookie(String name, String value) {
        cookies.put(name, value);
    }

    HttpRequest.Builder form(String path, String... form) {
        if (token.isEmpty()) {
            get("/");
        }
        StringBuilder body = new StringBuilder("_csrf=").append(encode(token));
        for (int i = 0; i < form.length; i += 2) {
            body.append('&').append(form[i]).append('=').append(encode(form[i + 1]));
        }
        return formWithoutToken(path, body.toString());
    }

    HttpRequest.Builder formWithoutToken(String path, String body) {
        return request(path, "Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(shop.resolve(path)).header("Accept", "text/html");
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Returns who Guestpass says this is. */
    String subject() {
        return find(SUBJECT, get("/guestpass/session").body()).orElse("nobody");
    }

    HttpResponse<String> add(String product, int quantity) {
        return post("/cart", "product", product, "quantity", String.valueOf(quantity));
    }

    HttpResponse<String> order() {
        return post("/checkout", "name", "Ann", "address", "Main Street 1");
    }

    /** Orders as a guest who wants an account by that: a code is on its way then. */
    HttpResponse<String> order(String email) {
        return post("/checkout", "name", "Ann", "address", "Main Street 1", "email", email);
    }

    HttpResponse<String> askForCode(String email) {
        return post("/login/code", "email", email);
    }

    /** Types the code of the latest mail. */
    HttpResponse<String> enterCode(String email) {
        return post("/code", "code", code(email));
    }

    HttpResponse<String> logInByCode(String email) {
        askForCode(email);
        return enterCode(email);
    }

    /** Chooses between two carts on the page that this browser is on. */
    HttpResponse<String> choose(String choice) {
        return post("/choice", "ticket", ticket, "choice", choice);
    }

    /** Reads the code of the latest mail; mails are sent in the background. */
    String code(String email) {
        return codeOtherThan("none", email);
    }

    String codeOtherThan(String before, String email) {
        Instant latest = Instant.now().plus(Duration.ofSeconds(20));
        String code;
        do {
            code = find(
                            CODE,
                            send(request("/mailbox/latest?to=" + encode(email))).body())
                    .orElse(before);
        } while (code.equals(before) && Instant.now().isBefore(latest));
        return code;
    }

    HttpResponse<String> signUp(String name) {
        return post("/signup", "name", name, "password", PASSWORD);
    }

    HttpResponse<String> logIn(String name) {
        return post("/login", "username", name, "password", PASSWORD);
    }

    HttpResponse<String> logOut() {
        return post("/logout");
    }

    String cart() {
        return get("/cart").body();
    }
}
