// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import dev.guestpass.conversion.VerifiedLogin;
import java.util.Optional;

/**
 * What login IDs of one channel look like. An application adds one for a channel of its own, such as a messenger; it is
 * called on request threads, by several at a time, and must neither block nor throw.
 */
public interface LoginIdFormat {

    /** The channel of {@link #email()}. */
    String EMAIL = "email";

    /** The channel of {@link #phone(String)}. */
    String SMS = "sms";

    /**
     * Returns the name of the channel, by which senders and callers know it.
     *
     * @return a short text such as {@code sms}
     */
    String channel();

    /**
     * Returns what a proof over this channel proves.
     *
     * @return the type of login ID
     */
    VerifiedLogin.Type type();

    /**
     * Brings a login ID into the one form that is sent to, stored and given to the application. All spellings of one login
     * ID become the same text; two login IDs that may belong to two people never do.
     *
     * @param raw what the visitor typed, of whatever size and shape
     * @return the canonical form, without control characters, or empty if it is no login ID
     */
    Optional<String> canonical(String raw);

    /**
     * Returns the format of e-mail addresses: the syntax of RFC 5321 as far as it is used on the Internet, in lower case,
     * with the domain in its ASCII form (IDNA). Tags and dots are kept: to some providers they make a difference. Display
     * names, comments, quoted names, IP addresses for domains and names outside of ASCII are refused.
     *
     * @return the format
     */
    static LoginIdFormat email() {
        return new EmailFormat();
    }

    /**
     * Returns the format of phone numbers, in E.164 form. Needs {@code com.googlecode.libphonenumber:libphonenumber} on the
     * class path.
     *
     * @param region the country that numbers without a country code are of, in two upper-case letters, or {@code ZZ} if
     *     each has to have one
     * @return the format
     */
    static LoginIdFormat phone(String region) {
        return new PhoneFormat(region);
    }
}
