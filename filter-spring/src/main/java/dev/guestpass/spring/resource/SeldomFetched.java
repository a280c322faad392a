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
    private Instant next = Instant.MIN;
    private @Nullable Answer last;
    private @Nullable IOException trouble;

    private record Answer(String set, Instant at) {}

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
            if (!now.isBefore(next)) {
                next = now.plus(BETWEEN);
                fetch(request, body, execution, now);
            }
            return known(now);
        } finally {
            lock.unlock();
        }
    }

    private void fetch(HttpRequest request, byte[] body, ClientHttpRequestExecution execution, Instant now) {
        try (ClientHttpResponse answer = execution.execute(request, body)) {
            if (answer.getStatusCode().value() != 200) {
                throw new IOException("The key set was answered with " + answer.getStatusCode());
            }
            last = new Answer(new String(answer.getBody().readNBytes(MAX_BYTES), UTF_8), now);
        } catch (IOException e) {
            trouble = e;
        }
    }

    private ClientHttpResponse known(Instant now) throws IOException {
        Answer answer = last;
        if (answer == null || now.isAfter(answer.at().plus(WITHOUT_NEWS))) {
            throw new IOException("The key set can not be fetched", trouble);
        }
        return new Repeated(answer.set());
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
