// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

/**
 * Makes a mail of a message. Called on the threads that send, by several at a time; what it throws is taken for a failure
 * to send.
 *
 * <p>The default has texts in English and German. An application changes single texts by a file {@code
 * guestpass-mail.properties} on its class path, with one for each language such as {@code guestpass-mail_fr.properties};
 * its keys are those of {@code dev/guestpass/verification/mail.properties}. It changes the page around them by a file {@code
 * guestpass-mail.html}.
 */
@FunctionalInterface
public interface VerificationTemplate {

    /**
     * Makes the mail.
     *
     * @param message what is to be said
     * @return the mail
     */
    Mail render(VerificationMessage message);

    /**
     * Returns the default template.
     *
     * @param application where files of the application are looked for
     * @return the template
     */
    static VerificationTemplate bundled(ClassLoader application) {
        return new BundledTemplate(application);
    }

    /**
     * A mail. Its text form shows nothing of it.
     *
     * @param subject one line, which should not have the code in it: mail servers log subjects
     * @param text for who reads plain text
     * @param html for all others
     */
    record Mail(String subject, String text, String html) {

        @Override
        public String toString() {
            return "Mail[]";
        }
    }
}
