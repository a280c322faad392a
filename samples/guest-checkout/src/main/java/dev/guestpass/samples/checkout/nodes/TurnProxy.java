// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.nodes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy that sends each request to the next node, and to another one if that does not answer. Customers stay where they signed
 * in, because that is kept in the memory of the node; visitors need no such thing. The header {@code X-Node} tells who answered.
 */
final class TurnProxy implements AutoCloseable {

    private static final Pattern LOGIN = Pattern.compile("JSESSIONID=([^;]+)");
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "http2-settings", "transfer-encoding", "upgrade");
    // Nodes believe these, so nobody but the proxy may say them.
    private static final String OF_THE_PROXY = "x-forwarded-";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<URI> nodes = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> logins = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    private TurnProxy(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::forward);
    }

    static TurnProxy listen(int port) throws IOException {
        TurnProxy proxy =
                new TurnProxy(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        proxy.server.start();
        return proxy;
    }

    void add(URI node) {
        nodes.add(node);
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int first = node(exchange);
            for (int i = 0; i < nodes.size(); i++) {
                int node = (first + i) % nodes.size();
                Optional<HttpResponse<byte[]>> answer = ask(node, exchange, body);
                if (answer.isPresent()) {
                    answer(exchange, answer.get(), node);
                    return;
                }
            }
            exchange.sendResponseHeaders(503, -1);
        }
    }

    private int node(HttpExchange exchange) {
        Integer mine = login(exchange.getRequestHeaders().getOrDefault("Cookie", List.of()))
                .map(logins::get)
                .orElse(null);
        return mine == null ? Math.floorMod(turn.getAndIncrement(), Math.max(1, nodes.size())) : mine;
    }

    private static Optional<String> login(List<String> cookies) {
        return cookies.stream()
                .map(LOGIN::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    /** Empty if there is nobody. */
    private Optional<HttpResponse<byte[]>> ask(int node, HttpExchange exchange, byte[] body) throws IOException {
        URI target = nodes.get(node).resolve(exchange.getRequestURI().toString());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target).method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (isForTheNode(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        tell(exchange, request);
        try {
            return Optional.of(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (ConnectException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** What the node would know without a proxy: the host tells storefronts apart, and redirects lead to host and port. */
    private static void tell(HttpExchange exchange, HttpRequest.Builder request) {
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .ifPresent(host -> request.header("X-Forwarded-Host", host));
        request.header("X-Forwarded-Proto", "http");
        request.header(
                "X-Forwarded-Port", String.valueOf(exchange.getLocalAddress().getPort()));
        request.header(
                "X-Forwarded-For", exchange.getRemoteAddress().getAddress().getHostAddress());
    }

    private static boolean isForTheNode(String name) {
        return !OF_THE_CONNECTION.contains(name) && !name.startsWith(OF_THE_PROXY) && !name.equals("forwarded");
    }

    private void answer(HttpExchange exchange, HttpResponse<byte[]> answer, int node) throws IOException {
        login(answer.headers().allValues("Set-Cookie")).ifPresent(login -> logins.put(login, node));
        answer.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                exchange.getResponseHeaders().put(name, List.copyOf(values));
            }
        });
        exchange.getResponseHeaders().set("X-Node", String.valueOf(node + 1));
        boolean hasBody = answer.body().length > 0;
        exchange.sendResponseHeaders(answer.statusCode(), hasBody ? answer.body().length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
