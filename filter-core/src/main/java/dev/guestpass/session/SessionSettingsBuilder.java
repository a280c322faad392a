// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.session;

import dev.guestpass.key.Algorithm;
import dev.guestpass.store.RotationPolicy.OnMissing;
import dev.guestpass.token.ClaimLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Builds {@link SessionSettings} from others. Not safe for use by several threads. */
public final class SessionSettingsBuilder {

    private @Nullable String issuer;
    private Duration sessionLifetime;
    private Duration refreshLifetime;
    private Duration absoluteLifetime;
    private Duration leeway;
    private Algorithm sessionAlgorithm;
    private Algorithm refreshAlgorithm;
    private boolean rotate;
    private Duration reuseInterval;
    private boolean lostResponse;
    private OnMissing onMissing;
    private ClaimLimits claimLimits;
    private Duration conversionLease;

    SessionSettingsBuilder(SessionSettings from) {
        this.issuer = from.issuer();
        this.sessionLifetime = from.sessionLifetime();
        this.refreshLifetime = from.refreshLifetime();
        this.absoluteLifetime = from.absoluteLifetime();
        this.leeway = from.leeway();
        this.sessionAlgorithm = from.sessionAlgorithm();
        this.refreshAlgorithm = from.refreshAlgorithm();
        this.rotate = from.rotate();
        this.reuseInterval = from.reuseInterval();
        this.lostResponse = from.lostResponse();
        this.onMissing = from.onMissing();
        this.claimLimits = from.claimLimits();
        this.conversionLease = from.conversionLease();
    }

    /**
     * Sets {@code iss}: the project id, or a URL that ends in it.
     *
     * @param value issuer, or {@code null} for the project id of the keys
     * @return this
     */
    public SessionSettingsBuilder issuer(@Nullable String value) {
        this.issuer = value;
        return this;
    }

    /**
     * Sets how long session tokens live.
     *
     * @param value 1 second or more
     * @return this
     */
    public SessionSettingsBuilder sessionLifetime(Duration value) {
        this.sessionLifetime = value;
        return this;
    }

    /**
     * Sets how long refresh tokens live, counted anew from every refresh.
     *
     * @param value 1 second or more
     * @return this
     */
    public SessionSettingsBuilder refreshLifetime(Duration value) {
        this.refreshLifetime = value;
        return this;
    }

    /**
     * Sets after which time a session ends for good.
     *
     * @param value 400 days at the most
     * @return this
     */
    public SessionSettingsBuilder absoluteLifetime(Duration value) {
        this.absoluteLifetime = value;
        return this;
    }

    /**
     * Sets what clocks of nodes may differ.
     *
     * @param value 0 to 60 seconds
     * @return this
     */
    public SessionSettingsBuilder leeway(Duration value) {
        this.leeway = value;
        return this;
    }

    /**
     * Sets what signs session tokens.
     *
     * @param value RS256, or ES256 if no Descope SDK has to verify them
     * @return this
     */
    public SessionSettingsBuilder sessionAlgorithm(Algorithm value) {
        this.sessionAlgorithm = value;
        return this;
    }

    /**
     * Sets what signs refresh tokens in cookies.
     *
     * @param value HS256, or RS256 if another service reads them
     * @return this
     */
    public SessionSettingsBuilder refreshAlgorithm(Algorithm value) {
        this.refreshAlgorithm = value;
        return this;
    }

    /**
     * Sets whether a refresh leads to a new refresh token.
     *
     * @param value whether to rotate
     * @return this
     */
    public SessionSettingsBuilder rotate(boolean value) {
        this.rotate = value;
        return this;
    }

    /**
     * Sets how long a replaced refresh token still works.
     *
     * @param value 0 to 60 seconds
     * @return this
     */
    public SessionSettingsBuilder reuseInterval(Duration value) {
        this.reuseInterval = value;
        return this;
    }

    /**
     * Sets whether the predecessor of a token that was never presented works for longer.
     *
     * @param value whether to believe in lost responses
     * @return this
     */
    public SessionSettingsBuilder lostResponse(boolean value) {
        this.lostResponse = value;
        return this;
    }

    /**
     * Sets what to do with a genuine token that the store should know and does not.
     *
     * @param value adopt or refuse
     * @return this
     */
    public SessionSettingsBuilder onMissing(OnMissing value) {
        this.onMissing = value;
        return this;
    }

    /**
     * Sets how large claims may grow.
     *
     * @param value the limits
     * @return this
     */
    public SessionSettingsBuilder claimLimits(ClaimLimits value) {
        this.claimLimits = value;
        return this;
    }

    /**
     * Sets how long one request may take to convert a session.
     *
     * @param value longer than the converter ever takes
     * @return this
     */
    public SessionSettingsBuilder conversionLease(Duration value) {
        this.conversionLease = value;
        return this;
    }

    /**
     * Builds the settings.
     *
     * @return the settings
     * @throws IllegalArgumentException if values do not fit together; the text says which
     */
    public SessionSettings build() {
        return new SessionSettings(
                issuer,
                sessionLifetime,
                refreshLifetime,
                absoluteLifetime,
                leeway,
                sessionAlgorithm,
                refreshAlgorithm,
                rotate,
                reuseInterval,
                lostResponse,
                onMissing,
                claimLimits,
                conversionLease);
    }
}
