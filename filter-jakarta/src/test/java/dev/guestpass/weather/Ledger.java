// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Where conversions take effect: a table whose unique key is the conversion's id. */
final class Ledger implements AutoCloseable {

    /** What a conversion moved, and where to; claims only grow here, and so does how often it was told. */
    record Entry(String subject, String account, Map<String, Integer> claims, int calls) {

        private boolean isSameAs(Entry other) {
            return subject.equals(other.subject) && account.equals(other.account);
        }

        private Entry and(Entry later) {
            Map<String, Integer> all = new HashMap<>(claims);
            later.claims.forEach((name, value) -> all.merge(name, value, Math::max));
            return new Entry(subject, account, all, calls + later.calls);
        }
    }

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> contradictions = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpServer server;

    Ledger() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", this::record);
        server.setExecutor(threads);
        server.start();
    }

    private void record(HttpExchange exchange) throws IOException {
        Map<String, String> query = Arrays.stream(
                        exchange.getRequestURI().getQuery().split("&", -1))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        Entry entry = new Entry(query.get("subject"), query.get("account"), Who.claims(query.get("claims")), 1);
        Entry all = entries.merge(query.get("conversion"), entry, Entry::and);
        if (!all.isSameAs(entry)) {
            contradictions.add(all + " and " + entry);
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    Map<String, Entry> entries() {
        return Map.copyOf(entries);
    }

    /** Conversions that one id was used for with two accounts or two visitors. */
    List<String> contradictions() {
        return List.copyOf(contradictions);
    }

    /** How often converters called; more often than there are entries, if nodes or answers were lost. */
    int calls() {
        return entries.values().stream().mapToInt(Entry::calls).sum();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
