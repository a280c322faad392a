// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** A store whose time is not that of the node tells what it is, and so lets a node find out that its clock is wrong. */
interface TimeContract extends StoreUnderTest {

    @Test
    default void timeWhenStoreHasItsOwnThenIsWhatItDecidesBy() {
        store().time().ifPresent(time -> assertThat(time).isCloseTo(now(), within(5, ChronoUnit.SECONDS)));
    }

    @Test
    default void timeWhenStoreIsSharedByNodesThenItHasItsOwn() {
        assertThat(store().time().isPresent()).isEqualTo(isShared());
    }
}
