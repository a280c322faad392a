// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.verification.VerificationMessage;
import dev.guestpass.verification.VerificationSender;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the mails are, for who tries the shop. */
class MailboxTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private final Browser browser = SHOP.browser();
    private final String ann = RunningShop.newAddress();

    @Test
    void latestWhenMailWasSentThenIsJsonWithCodeAndLink() {
        browser.askForCode(ann);
        String code = browser.code(ann);

        HttpResponse<String> answer = browser.get("/mailbox/latest?to=" + ann);

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.body()).startsWith("{\"to\":\"" + ann + "\",\"subject\":\"");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\",\"link\":\"http://localhost:", "/link?t=");
    }

    @Test
    void latestWhenSeveralThenIsTheLatest() {
        browser.askForCode(ann);
        String first = browser.code(ann);

        browser.post("/code/again");

        assertThat(browser.codeOtherThan(first, ann)).isNotEqualTo(first).hasSize(6);
    }

    @Test
    void latestWhenNoneThenIsNotFoundAndNoJson() {
        HttpResponse<String> answer = browser.get("/mailbox/latest?to=" + ann);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void latestWhenNobodyIsNamedThenRefuses() {
        assertThat(browser.get("/mailbox/latest").statusCode()).isEqualTo(400);
    }

    @Test
    void showWhenMailsThenListsThemAndSaysWhatItIsFor() {
        browser.askForCode(ann);
        String code = browser.code(ann);

        assertThat(browser.get("/mailbox").body())
                .contains("for the demonstration only", "To " + ann, code, "The whole mail");
    }

    @Test
    void showWhenVeryManyThenKeepsTheLatest() {
        VerificationSender mailbox = SHOP.bean(VerificationSender.class);
        for (int mails = 0; mails < 105; mails++) {
            mailbox.send(message(RunningShop.newAddress()));
        }
        mailbox.send(message(ann));

        assertThat(browser.get("/mailbox").body().split("mailed-code", -1)).hasSize(101);
        assertThat(browser.code(ann)).isEqualTo("123456");
    }

    private static VerificationMessage message(String to) {
        Duration life = Duration.ofMinutes(10);
        return new VerificationMessage("email", to, "123456", null, Locale.ENGLISH, Instant.EPOCH.plus(life), life);
    }

    @Test
    void browseWhenMailboxThenEveryPagePointsAtIt() {
        assertThat(browser.get("/").body()).contains("href=\"/mailbox\"");
    }
}
