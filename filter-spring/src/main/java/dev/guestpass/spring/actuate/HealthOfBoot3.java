// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/** The health of this node where Spring Boot 3 looks for it. */
public final class HealthOfBoot3 implements HealthIndicator {

    private final NodeHealth node;

    /**
     * Tells what is found.
     *
     * @param node finds it
     */
    public HealthOfBoot3(NodeHealth node) {
        this.node = node;
    }

    @Override
    public Health health() {
        NodeHealth.Finding finding = node.look();
        Status status = finding.isComplete() ? Status.UP : new Status(NodeHealth.DEGRADED);
        return Health.status(status)
                .withDetail("store", finding.store())
                .withDetail("keys", finding.keys())
                .build();
    }
}
