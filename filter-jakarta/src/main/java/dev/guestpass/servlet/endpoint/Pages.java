// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.conversion.ConversionOutcome;
import dev.guestpass.servlet.endpoint.Form.Field;
import dev.guestpass.text.Texts;
import dev.guestpass.verification.LinkView;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The pages that a mailed link leads to, for one request.
 *
 * @param texts in the visitor's language
 * @param context where the application is
 * @param base where the API is
 * @param now tells how long ago something was
 */
record Pages(Texts texts, String context, String base, Instant now) {

    static Pages of(HttpServletRequest request, ProvingSetup setup) {
        String context = request.getContextPath();
        return new Pages(
                setup.texts().in(locale(request)),
                context,
                context + setup.path(),
                setup.clock().instant());
    }

    /** The first language that the browser asks for. One that says nothing has no language of the server's. */
    static Locale locale(HttpServletRequest request) {
        return request.getHeader("Accept-Language") == null ? Locale.ENGLISH : request.getLocale();
    }

    Page confirm(LinkView.Open view, String token) {
        if (view.isHere()) {
            String form = linkForm(token, "confirm.button");
            return page(200, "confirm.title", paragraph(texts.get("confirm.here")) + form);
        }
        long minutes = Math.max(0, Duration.between(view.startedAt(), now).toMinutes());
        return page(
                200,
                "confirm.title",
                paragraph(texts.get("confirm.elsewhere", minutes))
                        + signForm(token)
                        + paragraph(texts.get("confirm.warning")));
    }

    Page wrongSign(String token) {
        return page(
                400,
                "confirm.title",
                paragraph(texts.get("confirm.wrong")) + signForm(token) + paragraph(texts.get("confirm.warning")));
    }

    private String signForm(String token) {
        return Form.asking(
                base + "/verifications/link",
                new Field("t", token),
                new Field("sign", texts.get("confirm.sign")),
                texts.get("confirm.button"));
    }

    private String linkForm(String token, String button) {
        return Form.of(base + "/verifications/link", List.of(new Field("t", token)), texts.get(button));
    }

    Page of(ConversionOutcome outcome, boolean isSignedIn, String again) {
        if (outcome instanceof ConversionOutcome.ChoiceNeeded choice) {
            String action = base + "/conversions/" + choice.ticket().value();
            return page(
                    200,
                    "choice.title",
                    paragraph(texts.get("choice.text")) + Form.choice(action, choice.options(), texts));
        } else if (outcome instanceof ConversionOutcome.InProgress) {
            return page(409, "busy.title", paragraph(texts.get("busy.text")) + again);
        } else if (outcome instanceof ConversionOutcome.Rejected) {
            return plain(403, "rejected");
        }
        String home =
                "<p><a href=\"" + Page.escaped(context) + "/\">" + Page.escaped(texts.get("done.link")) + "</a></p>\n";
        return page(200, isSignedIn ? "done.title" : "elsewhere.title", paragraph(texts.get("done.text")) + home);
    }

    Page confirmedElsewhere() {
        return plain(200, "elsewhere");
    }

    Page gone() {
        return plain(410, "gone");
    }

    Page noOption() {
        return plain(400, "invalid");
    }

    Page unavailable(String again) {
        return page(503, "unavailable.title", paragraph(texts.get("unavailable.text")) + again);
    }

    String confirmAgain(String token, String sign) {
        List<Field> fields = List.of(new Field("t", token), new Field("sign", sign));
        return Form.of(base + "/verifications/link", fields, texts.get("again.button"));
    }

    String chooseAgain(String ticket, String choice) {
        return Form.of(
                base + "/conversions/" + ticket, List.of(new Field("choice", choice)), texts.get("again.button"));
    }

    private Page plain(int status, String key) {
        return page(status, key + ".title", paragraph(texts.get(key + ".text")));
    }

    private Page page(int status, String title, String content) {
        return new Page(status, texts.language(), texts.get(title), content);
    }

    private static String paragraph(String text) {
        return "<p>" + Page.escaped(text) + "</p>\n";
    }
}
