// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.transport;

import dev.guestpass.session.Authentication;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.TokenText;
import dev.guestpass.token.VerificationResult;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one request whose signatures were checked in vain: forged under a key of ours, expired, or of another kind.
 * They bound what a request may cost, for who has one of them can send many, and keep the answers, so that none is checked
 * twice. Nearly every request has none, and makes no list. Safe for use by several threads, of which two at once may forget
 * one: that costs another check.
 */
public final class FailedChecks {

    private volatile List<Failed> found = List.of();

    FailedChecks() {}

    private record Failed(
            TokenText text,
            @Nullable Authentication asSession,
            @Nullable VerificationResult<RefreshToken> asRefresh) {}

    /**
     * Takes note of what is no good session token.
     *
     * @param text what the client sent
     * @param answer what came of it
     */
    public void add(TokenText text, Authentication answer) {
        add(new Failed(text, answer, null));
    }

    /**
     * Takes note of what is no good refresh token.
     *
     * @param text what the client sent
     * @param answer what came of it
     */
    public void add(TokenText text, VerificationResult<RefreshToken> answer) {
        add(new Failed(text, null, answer));
    }

    private void add(Failed failed) {
        found = Stream.concat(found.stream(), Stream.of(failed)).toList();
    }

    /**
     * Returns what came of a session token before.
     *
     * @param text what the client sent
     * @return the answer, or {@code null} if it was not checked in vain yet
     */
    public @Nullable Authentication session(TokenText text) {
        for (Failed failed : found) {
            if (failed.asSession() != null && failed.text().equals(text)) {
                return failed.asSession();
            }
        }
        return null;
    }

    /**
     * Returns what came of a refresh token before.
     *
     * @param text what the client sent
     * @return the answer, or {@code null} if it was not checked in vain yet
     */
    public @Nullable VerificationResult<RefreshToken> refresh(TokenText text) {
        for (Failed failed : found) {
            if (failed.asRefresh() != null && failed.text().equals(text)) {
                return failed.asRefresh();
            }
        }
        return null;
    }

    /**
     * Tells how many there are.
     *
     * @return how many signatures were checked in vain
     */
    public int count() {
        return found.size();
    }
}
