// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.mailbox;

import dev.guestpass.verification.LoginIdFormat;
import dev.guestpass.verification.VerificationMessage;
import dev.guestpass.verification.VerificationSender;
import dev.guestpass.verification.VerificationTemplate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Keeps the latest mails in memory instead of sending them. Guestpass finds it because it is a bean. */
@Component
@ForDemonstration
final class Mailbox implements VerificationSender {

    private static final int MOST = 100;
    private static final Deque<ReceivedMail> SHARED = new ArrayDeque<>();

    private final VerificationTemplate texts = VerificationTemplate.bundled(Mailbox.class.getClassLoader());
    private final Deque<ReceivedMail> mails;

    /** Two shops of one process may have one mailbox. */
    Mailbox(@Value("${shop.mailbox.shared:false}") boolean isShared) {
        this.mails = isShared ? SHARED : new ArrayDeque<>();
    }

    @Override
    public boolean supports(String channel) {
        return channel.equals(LoginIdFormat.EMAIL);
    }

    @Override
    public void send(VerificationMessage message) {
        VerificationTemplate.Mail text = texts.render(message);
        Mail mail = new Mail(message.loginId(), text.subject(), message.code(), message.linkOrNull());
        keep(new ReceivedMail(mail, text.text()));
    }

    private void keep(ReceivedMail mail) {
        synchronized (mails) {
            mails.addFirst(mail);
            while (mails.size() > MOST) {
                mails.removeLast();
            }
        }
    }

    /** Returns what is kept, the latest first. */
    List<ReceivedMail> latest() {
        synchronized (mails) {
            return List.copyOf(mails);
        }
    }

    Optional<Mail> latestTo(String address) {
        return latest().stream()
                .map(ReceivedMail::mail)
                .filter(mail -> mail.to().equalsIgnoreCase(address.strip()))
                .findFirst();
    }
}
