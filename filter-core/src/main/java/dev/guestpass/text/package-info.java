// SPDX-License-Identifier: Apache-2.0
/** What mails and pages say, in the language that a client asks for. Start at {@link dev.guestpass.text.LocalizedTexts}. */
@NullMarked
package dev.guestpass.text;

import org.jspecify.annotations.NullMarked;
