// SPDX-License-Identifier: Apache-2.0
/** The shop under abuse: see docs/security.md for what is sent and what came of it. */
package dev.guestpass.samples.checkout.abuse;
