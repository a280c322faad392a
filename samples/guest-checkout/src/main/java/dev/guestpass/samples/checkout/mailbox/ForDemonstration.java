// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.mailbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** For whoever tries the shop: not where a profile was chosen, nor where a server sends the mails. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Profile("default")
@Conditional(ForDemonstration.NoMailServer.class)
@interface ForDemonstration {

    /** Looks at the settings: beans of the mail server are made after those of the shop. */
    final class NoMailServer implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Environment settings = context.getEnvironment();
            return !settings.containsProperty("guestpass.mail.host") && !settings.containsProperty("spring.mail.host");
        }
    }
}
