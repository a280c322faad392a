// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.guestpass.conversion.VerifiedLogin;
import java.util.Optional;
import java.util.regex.Pattern;

/** Phone numbers. Letters, extensions and other scripts' digits are refused: the library would make something of them. */
record PhoneFormat(String region) implements LoginIdFormat {

    private static final Pattern SHAPE = Pattern.compile("\\+?[0-9 ()/.-]{5,30}");

    @Override
    public String channel() {
        return SMS;
    }

    @Override
    public VerifiedLogin.Type type() {
        return VerifiedLogin.Type.PHONE;
    }

    @Override
    public Optional<String> canonical(String raw) {
        String text = raw.strip();
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(text, region);
            return numbers.isValidNumber(number)
                    ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
