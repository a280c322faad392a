// SPDX-License-Identifier: Apache-2.0
/** Mails with codes and links, sent as the application sends its own. */
@NullMarked
package dev.guestpass.spring.mail;

import org.jspecify.annotations.NullMarked;
