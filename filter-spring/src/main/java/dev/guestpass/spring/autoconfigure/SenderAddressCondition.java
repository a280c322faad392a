// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Whether it is known who mails are from. An application that sends mails, and has nobody's address verified, need not say:
 * so this is no error, but a line in the report of conditions.
 */
final class SenderAddressCondition extends SpringBootCondition {

    private static final String FROM = "guestpass.mail.from";
    private static final String USER = "spring.mail.username";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("Sender of mails with codes");
        Environment environment = context.getEnvironment();
        if (StringUtils.hasText(environment.getProperty("guestpass.mail.host"))) {
            return ConditionOutcome.noMatch(message.because("guestpass.mail.host names another server"));
        }
        return from(environment).isPresent()
                ? ConditionOutcome.match(message.because("it is known"))
                : ConditionOutcome.noMatch(message.because("set " + FROM));
    }

    /** Where no sender is set, most servers take mail from the address of who logs in. */
    static Optional<String> from(Environment environment) {
        String from = environment.getProperty(FROM);
        return StringUtils.hasText(from)
                ? Optional.of(from)
                : Optional.ofNullable(environment.getProperty(USER)).filter(user -> user.contains("@"));
    }
}
