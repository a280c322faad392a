// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;

/** An answer, with what {@link TestServer#who} wrote into it. */
public record Reply(int status, HttpHeaders headers, String body) {

    public static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    public List<String> setCookies() {
        return headers.allValues("Set-Cookie");
    }

    /** Returns the one {@code Set-Cookie} header of a name, or an empty text. */
    public String setCookie(String name) {
        return setCookies().stream()
                .filter(header -> header.startsWith(name + '='))
                .findFirst()
                .orElse("");
    }

    public List<String> cookieNames() {
        return setCookies().stream()
                .map(header -> header.substring(0, header.indexOf('=')))
                .sorted()
                .toList();
    }

    public String header(String name) {
        return String.join(", ", headers.allValues(name));
    }

    public String subject() {
        return words()[0];
    }

    public boolean isTransient() {
        return Boolean.parseBoolean(words()[1]);
    }

    public boolean isLive() {
        return Boolean.parseBoolean(words()[2]);
    }

    private String[] words() {
        String[] words = body.split(" ", -1);
        if (words.length != 3) {
            throw new AssertionError("Status " + status + ", and not the page that tells who is there: " + body);
        }
        return words;
    }
}
