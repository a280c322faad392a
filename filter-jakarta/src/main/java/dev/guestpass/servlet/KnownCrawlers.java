// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Crawlers by the names in {@code crawlers.txt}. */
record KnownCrawlers(List<String> names) implements CrawlerDetector {

    static KnownCrawlers load() {
        try (InputStream file = Objects.requireNonNull(
                KnownCrawlers.class.getResourceAsStream("crawlers.txt"), "crawlers.txt is part of this jar")) {
            String text = new String(file.readAllBytes(), UTF_8);
            return new KnownCrawlers(text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("crawlers.txt can not be read", e);
        }
    }

    @Override
    public boolean isCrawler(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        if (agent == null) {
            return false;
        }
        String lowerCase = agent.toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(lowerCase::contains);
    }
}
