// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Sends each request to the next node, and again to the one after it if there is no answer. */
final class Balancer {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int MOST_TRIES = 200;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Cluster cluster;
    private final Report report;

    Balancer(Cluster cluster, Report report) {
        this.cluster = cluster;
        this.report = report;
    }

    HttpResponse<String> get(String path, Map<String, String> cookies) throws InterruptedException {
        return send(path, cookies, false);
    }

    HttpResponse<String> post(String path, Map<String, String> cookies) throws InterruptedException {
        return send(path, cookies, true);
    }

    private HttpResponse<String> send(String path, Map<String, String> cookies, boolean isPost)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            int port = cluster.nextPort();
            try {
                long began = System.nanoTime();
                HttpResponse<String> answer =
                        client.send(request(port, path, cookies, isPost), BodyHandlers.ofString());
                report.took(System.nanoTime() - began);
                return answer;
            } catch (HttpTimeoutException e) {
                report.wrong("A node did not answer within " + LONGEST);
                throw new IllegalStateException(e);
            } catch (IOException e) {
                report.lost();
                if (attempt == MOST_TRIES) {
                    throw new IllegalStateException("No node answers", e);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static HttpRequest request(int port, String path, Map<String, String> cookies, boolean isPost) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LONGEST);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return isPost ? request.POST(BodyPublishers.noBody()).build() : request.build();
    }

    /** Several requests at once, each to another node; those that get no answer are left out. */
    List<HttpResponse<String>> getAtOnce(int number, String path, Map<String, String> cookies)
            throws InterruptedException {
        List<CompletableFuture<HttpResponse<String>>> futures = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            futures.add(client.sendAsync(request(cluster.nextPort(), path, cookies, false), BodyHandlers.ofString()));
        }
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> future : futures) {
            try {
                answers.add(future.get());
            } catch (ExecutionException e) {
                report.lost();
            }
        }
        return answers;
    }

    /** The same request to every node. */
    List<HttpResponse<String>> getFromEach(String path, Map<String, String> cookies) throws InterruptedException {
        return getAtOnce(cluster.ports().size(), path, cookies);
    }
}
