// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.resource;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

/**
 * Fetches a key set as seldom as may be. A decoder asks for it whenever a token names a key that it does not know, so whoever
 * makes up key ids would have the issuing deployment asked as often as they like. In between the last answer serves, and so it
 * does for a while if there is no new one.
 */
final class SeldomFetched implements ClientHttpRequestInterceptor {

    private static final Duration BETWEEN = Duration.ofSeconds(15);
    private static final Duration WITHOUT_NEWS = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 100 * 1024;

    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private Known known = new Known(Instant.MIN, null, null);

    private record Answer(String set, Instant at) {}

    /** When the next answer may be fetched, the last good one, and what was wrong with a later one. */
    private record Known(
            Instant next, @Nullable Answer last, @Nullable IOException trouble) {}

    private SeldomFetched(InstantSource clock) {
        this.clock = clock;
    }

    static RestTemplate client(InstantSource clock) {
        SimpleClientHttpRequestFactory connections = new SimpleClientHttpRequestFactory();
        connections.setConnectTimeout(PATIENCE);
        connections.setReadTimeout(PATIENCE);
        RestTemplate client = new RestTemplate(connections);
        client.getInterceptors().add(new SeldomFetched(clock));
        return client;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (!now.isBefore(known.next())) {
                known = fetch(request, body, execution, now);
            }
            return answer(now);
        } finally {
            lock.unlock();
        }
    }

    private Known fetch(HttpRequest request, byte[] body, ClientHttpRequestExecution execution, Instant now) {
        Instant next = now.plus(BETWEEN);
        try (ClientHttpResponse answer = execution.execute(request, body)) {
            return new Known(next, new Answer(keySet(answer), now), null);
        } catch (IOException e) {
            return new Known(next, known.last(), e);
        }
    }

    /** A page of a proxy that says that all is well must not take the place of keys. */
    private static String keySet(ClientHttpResponse answer) throws IOException {
        String set = new String(answer.getBody().readNBytes(MAX_BYTES), UTF_8);
        if (answer.getStatusCode().value() != 200 || !set.contains("\"keys\"")) {
            throw new IOException("The key set was answered with something else, status " + answer.getStatusCode());
        }
        return set;
    }

    private ClientHttpResponse answer(Instant now) throws IOException {
        Answer last = known.last();
        if (last == null || now.isAfter(last.at().plus(WITHOUT_NEWS))) {
            throw new IOException("The key set can not be fetched", known.trouble());
        }
        return new Repeated(last.set());
    }

    /** An answer that was given before. */
    private record Repeated(String set) implements ClientHttpResponse {

        @Override
        public HttpStatusCode getStatusCode() {
            return HttpStatus.OK;
        }

        @Override
        public String getStatusText() {
            return "OK";
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(set.getBytes(UTF_8));
        }

        @Override
        public HttpHeaders getHeaders() {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_JSON);
            return headers;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
