// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.war;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keeps cookies as browsers do (the JDK's own store puts them in quotes), follows redirects and fills in forms. */
final class Browser {

    private static final Pattern SUBJECT = Pattern.compile("\"sub\":\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final Supplier<URI> shop;

    Browser(Supplier<URI> shop) {
        this.shop = shop;
    }

    /** Makes another browser that holds what this one holds now, as a thief's would. */
    Browser copy() {
        Browser copy = new Browser(shop);
        copy.cookies.putAll(cookies);
        return copy;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers));
    }

    HttpResponse<String> post(String path, String... form) {
        return send(form(path, form));
    }

    /** Sends a form twice at the same time. */
    void doubleClick(String path, String... form) {
        CompletableFuture<?> first = CompletableFuture.runAsync(() -> post(path, form));
        post(path, form);
        first.join();
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        HttpResponse<String> answer = exchange(request);
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
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
            return client.send(withCookies, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        String[] pair = setCookie.substring(0, setCookie.indexOf(';')).split("=", 2);
        if (setCookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    HttpRequest.Builder form(String path, String... form) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < form.length; i += 2) {
            body.append(i == 0 ? "" : "&").append(form[i]).append('=').append(URLEncoder.encode(form[i + 1], UTF_8));
        }
        return request(path, "Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString()));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(shop.get().resolve(path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Returns who Guestpass says this is. */
    String subject() {
        Matcher matcher = SUBJECT.matcher(get("/guestpass/session").body());
        return matcher.find() ? matcher.group(1) : "nobody";
    }

    HttpResponse<String> add(String product, int quantity) {
        return post("/cart", "product", product, "quantity", String.valueOf(quantity));
    }

    HttpResponse<String> signUp(String name) {
        return post("/signup", "name", name, "password", "correct horse");
    }

    HttpResponse<String> logIn(String name) {
        get("/account");
        return post("/j_security_check", "j_username", name, "j_password", "correct horse");
    }

    String cart() {
        return get("/cart").body();
    }
}
