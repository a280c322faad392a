// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Recognises clients that keep no cookies and buy nothing. Called for each request that would start a session, by several
 * threads at a time; if it throws, the client counts as a visitor.
 */
@FunctionalInterface
public interface CrawlerDetector {

    /**
     * Judges a client.
     *
     * @param request its request
     * @return whether it is a crawler
     */
    boolean isCrawler(HttpServletRequest request);

    /**
     * Returns the default: well-known crawlers by the name that they give themselves. Tools such as curl are none.
     *
     * @return the detector
     */
    static CrawlerDetector wellKnown() {
        return KnownCrawlers.load();
    }
}
