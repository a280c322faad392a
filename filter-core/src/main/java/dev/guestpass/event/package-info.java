/**
 * What happens to sessions, told to whoever listens: the material of metrics, audits and alarms.
 *
 * <p>Events carry session ids, whose text form is a fingerprint, and never a token, a code or a claim's value.
 */
@NullMarked
package dev.guestpass.event;

import org.jspecify.annotations.NullMarked;
