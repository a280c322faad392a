// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends each request to the next node, and again to the one after it if there is no answer. */
final class Balancer {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int MOST_TRIES = 200;
    private static final long PAUSE_MILLIS = 20;

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
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            Optional<HttpResponse<String>> answer =
                    ask(cluster.nextPort(), path, cookies, isPost).join();
            if (answer.isPresent()) {
                return answer.get();
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw new IllegalStateException("No node answers");
    }

    /** Asks one node, and takes note if there is no answer, which only its death excuses. */
    private CompletableFuture<Optional<HttpResponse<String>>> ask(
            int port, String path, Map<String, String> cookies, boolean isPost) {
        long sent = System.nanoTime();
        return client.sendAsync(request(port, path, cookies, isPost), BodyHandlers.ofString())
                .handle((answer, failure) -> {
                    report.took(System.nanoTime() - sent);
                    if (failure != null) {
                        report.lost();
                        if (!cluster.isKilledSince(port, sent)) {
                            report.wrong("A living node did not answer " + path + ": " + failure);
                        }
                    }
                    return Optional.ofNullable(answer);
                });
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
    List<HttpResponse<String>> getAtOnce(int number, String path, Map<String, String> cookies) {
        return getFrom(Stream.generate(cluster::nextPort).limit(number).toList(), path, cookies);
    }

    /** The same request to every node. */
    List<HttpResponse<String>> getFromEach(String path, Map<String, String> cookies) {
        return getFrom(cluster.ports(), path, cookies);
    }

    private List<HttpResponse<String>> getFrom(List<Integer> ports, String path, Map<String, String> cookies) {
        List<CompletableFuture<Optional<HttpResponse<String>>>> futures =
                ports.stream().map(port -> ask(port, path, cookies, false)).toList();
        return futures.stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList();
    }
}
