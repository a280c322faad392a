// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sanctionco.jmail.Email;
import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import dev.guestpass.conversion.VerifiedLogin;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * E-mail addresses. The name has to be ASCII before its case is changed: there are letters, such as the Kelvin sign, whose
 * lower case is an ASCII letter, and so another person's name.
 */
final class EmailFormat implements LoginIdFormat {

    private static final int LONGEST = 254;

    /** RFC 5321 §4.1.2 without quotes, §4.5.3.1.1; where dots may be is the library's to say. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}");

    private static final EmailValidator VALIDATOR = JMail.strictValidator()
            .requireTopLevelDomain()
            .disallowIpDomain()
            .disallowQuotedIdentifiers()
            .disallowExplicitSourceRouting()
            .disallowObsoleteWhitespace()
            .withRule(email -> email.comments().isEmpty())
            .withRule(email -> !email.hasIdentifier());

    @Override
    public String channel() {
        return EMAIL;
    }

    @Override
    public VerifiedLogin.Type type() {
        return VerifiedLogin.Type.EMAIL;
    }

    /**
     * What the JDK, by IDNA 2003, takes for another letter or for nothing, and everybody else, by IDNA 2008, does not: the
     * domain would become somebody else's. Written as {@code xn--} it is good.
     */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");

    @Override
    public Optional<String> canonical(String raw) {
        if (raw.length() > LONGEST || raw.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return VALIDATOR.tryParse(raw.strip()).flatMap(EmailFormat::canonical);
    }

    /** Checked again as it is sent to, because a domain may become another one by its ASCII form. */
    private static Optional<String> canonical(Email email) {
        String name = email.localPart();
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return ascii(email.domain())
                .map(domain -> (name + '@' + domain).toLowerCase(Locale.ROOT))
                .filter(address -> address.length() <= LONGEST
                        && US_ASCII.newEncoder().canEncode(address)
                        && VALIDATOR.isValid(address));
    }

    private static Optional<String> ascii(String domain) {
        if (AMBIGUOUS.matcher(domain).find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
