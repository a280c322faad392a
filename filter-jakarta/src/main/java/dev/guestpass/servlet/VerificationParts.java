// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.servlet.mail.MailSettings;
import dev.guestpass.servlet.mail.SmtpVerificationSender;
import dev.guestpass.verification.LoginIdFormat;
import dev.guestpass.verification.LoginVerificationBuilder;
import dev.guestpass.verification.VerificationTemplate;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/** What a verification has where the libraries for it are on the class path. */
final class VerificationParts {

    private static final String PHONE_NUMBERS = "com.google.i18n.phonenumbers.PhoneNumberUtil";
    private static final String MAIL = "jakarta.mail.Transport";

    private VerificationParts() {}

    static LoginVerificationBuilder withPhoneNumbers(LoginVerificationBuilder builder) {
        return isPresent(PHONE_NUMBERS) ? builder.format(LoginIdFormat.phone("ZZ")) : builder;
    }

    /** Who configured a mail server wants mails to be sent: what is missing for that ends the start. */
    static LoginVerificationBuilder withMail(LoginVerificationBuilder builder, MailSettings mail) {
        if (mail.host() == null) {
            return builder;
        } else if (!isPresent(MAIL)) {
            throw new IllegalArgumentException("guestpass.mail.host is set, and there is no Jakarta Mail to send with:"
                    + " add org.eclipse.angus:angus-mail, or remove the setting");
        }
        return builder.sender(new SmtpVerificationSender(mail, VerificationTemplate.bundled(application())));
    }

    /** Where the application's own texts may be: this jar can be the server's. */
    static ClassLoader application() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        return application == null ? VerificationParts.class.getClassLoader() : application;
    }

    /** Its own class loader, which an embedded server may have left out. */
    static ClassLoader application(ServletContext context) {
        @Nullable ClassLoader application = context.getClassLoader();
        return application == null ? application() : application;
    }

    private static boolean isPresent(String name) {
        try {
            Class.forName(name, false, VerificationParts.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
