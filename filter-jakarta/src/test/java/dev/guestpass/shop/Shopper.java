// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.servlet.Reply;
import dev.guestpass.token.StrictJson;
import dev.guestpass.verification.Outbox;
import dev.guestpass.verification.VerificationMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Somebody who visits a shop, with one browser. */
final class Shopper {

    final Browser browser;
    private final Outbox outbox;
    private String id = "";
    private String sign = "";
    private VerificationMessage message;

    Shopper(ShopNode node, Outbox outbox) {
        this(new Browser(node.port()), outbox);
    }

    private Shopper(Browser browser, Outbox outbox) {
        this.browser = browser;
        this.outbox = outbox;
    }

    /** The same browser, with a request that is sent before the answer to another one came. */
    Shopper tab() {
        return with(browser.copy());
    }

    Shopper tabAt(ShopNode node) {
        Browser other = new Browser(node.port());
        browser.cookies().forEach(other::put);
        return with(other);
    }

    private Shopper with(Browser other) {
        return new Shopper(other, outbox).knowing(this);
    }

    /** Has the id and the mail of somebody else's verification, in this browser. */
    Shopper knowing(Shopper other) {
        id = other.id;
        message = other.message;
        return this;
    }

    /** Opens the shop's first page; returns whose it is. */
    String owner() {
        return browser.get("/").body();
    }

    Shopper add(String item) {
        assertThat(browser.get("/add?" + item).status()).isEqualTo(200);
        return this;
    }

    Shopper logOut() {
        browser.get("/logout");
        return this;
    }

    /** Leaves the browser to somebody else before anything was proven. */
    Shopper leave() {
        browser.fetch("DELETE", "/guestpass/session");
        return this;
    }

    /** Comes back by a form of another site: a browser keeps {@code SameSite=Lax} cookies back, and what is set counts. */
    Reply returnFromPayment() {
        Map<String, String> kept = Map.copyOf(browser.cookies());
        browser.cookies().clear();
        Reply reply = browser.to("/paid").as(Fetch.CROSS_SITE_NAVIGATION).post().send();
        kept.forEach(browser.cookies()::putIfAbsent);
        return reply;
    }

    /** Asks for a code and reads the mail. */
    Shopper askFor(String loginId) {
        Reply reply = post("/verifications", Map.of("loginId", loginId));
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        id = String.valueOf(json(reply).get("id"));
        sign = String.valueOf(json(reply).get("sign"));
        message = outbox.next();
        return this;
    }

    String code() {
        return message.code();
    }

    String wrongCode() {
        return code().equals("000000") ? "000001" : "000000";
    }

    String sign() {
        return sign;
    }

    /** The path of the mailed link. */
    String link() {
        String link = message.link().orElseThrow();
        return link.substring(link.indexOf("/guestpass/"));
    }

    Reply enter(String code) {
        return post("/verifications/" + id, Map.of("code", code));
    }

    Reply prove() {
        return enter(code());
    }

    Reply isConfirmed() {
        return post("/verifications/" + id, Map.of());
    }

    Reply choose(String ticket, String choice) {
        return post("/conversions/" + ticket, Map.of("choice", choice));
    }

    /** Presses the button of the page of one's own link. */
    Reply confirm(String link) {
        return confirm(link, "");
    }

    /** Types what another screen shows, and presses the button of the page of its link. */
    Reply confirm(String link, String otherSign) {
        String token = link.substring(link.indexOf("?t=") + 3);
        return form("/guestpass/verifications/link?sign=" + otherSign, "t", token);
    }

    Reply form(String path, String name, String value) {
        return browser.to(path)
                .as(Fetch.NAVIGATION)
                .post()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body(name + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .send();
    }

    private Reply post(String path, Map<String, ?> body) {
        return browser.to("/guestpass" + path)
                .as(Fetch.SCRIPT)
                .post()
                .json(new String(StrictJson.write(body), StandardCharsets.UTF_8))
                .send();
    }

    static Map<String, Object> json(Reply reply) {
        return StrictJson.read(reply.body().getBytes(StandardCharsets.UTF_8));
    }

    static String ticket(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        assertThat(json(reply)).containsEntry("options", Shop.OPTIONS);
        return String.valueOf(json(reply).get("ticket"));
    }

    static void assertConverted(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(json(reply))
                .containsOnlyKeys("outcome", "receiptId", "signedIn")
                .containsEntry("signedIn", true);
        assertThat(json(reply).get("outcome")).isIn(List.of("converted", "already-converted"));
    }
}
