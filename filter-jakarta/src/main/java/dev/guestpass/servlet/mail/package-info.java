// SPDX-License-Identifier: Apache-2.0
/**
 * Mails with codes and links, by Jakarta Mail: {@link dev.guestpass.servlet.mail.SmtpVerificationSender} for applications
 * without a framework that sends, and {@link dev.guestpass.servlet.mail.VerificationMime} for those with one.
 */
@NullMarked
package dev.guestpass.servlet.mail;

import org.jspecify.annotations.NullMarked;
