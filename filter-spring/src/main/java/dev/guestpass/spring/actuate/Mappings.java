// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.actuate;

import java.util.List;

/** Tells where an application answers. Asked anew for each report. */
@FunctionalInterface
interface Mappings {

    List<Mapping> list();
}
