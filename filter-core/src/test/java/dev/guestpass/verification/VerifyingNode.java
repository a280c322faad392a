// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.session.TestNode;
import dev.guestpass.store.InMemoryVerificationStore;
import dev.guestpass.store.VerificationStore;
import dev.guestpass.verification.VerificationStart.Started;
import java.net.URI;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** One node that verifies, with an outbox for a mail server. */
final class VerifyingNode {

    static final String ANN = "ann@example.com";
    static final String ADDRESS = "192.0.2.1";
    static final VerificationSettings WITH_LINKS = VerificationSettings.defaults()
            .withLinkPage(URI.create("https://shop.example/guestpass/verifications/link"));

    final TestNode node;
    final VerificationStore store;
    final Outbox outbox = new Outbox();
    final LoginVerification verification;

    private VerifyingNode(TestNode node, VerificationStore store, UnaryOperator<LoginVerificationBuilder> changes) {
        this.node = node;
        this.store = store;
        LoginVerificationBuilder builder = LoginVerification.builder(node.sessions, store)
                .settings(WITH_LINKS)
                .sender(outbox)
                .clock(node.clock);
        this.verification = changes.apply(builder).build();
    }

    static VerifyingNode alone() {
        return with(builder -> builder);
    }

    static VerifyingNode with(UnaryOperator<LoginVerificationBuilder> changes) {
        TestNode node = TestNode.promoting();
        return new VerifyingNode(node, new InMemoryVerificationStore(node.clock), changes);
    }

    /** Another node, with this one's stores, keys and clock. */
    VerifyingNode neighbour() {
        return new VerifyingNode(node.neighbour(), store, builder -> builder);
    }

    SessionSnapshot visitor() {
        return node.start().session();
    }

    VerificationStart start(SessionSnapshot session, String loginId) {
        return start(session, loginId, ADDRESS);
    }

    VerificationStart start(SessionSnapshot session, String loginId, String address) {
        return verification.start(new VerificationRequest(session, loginId, null, address, Locale.ENGLISH));
    }

    /** Starts where that is to succeed. */
    Started started(SessionSnapshot session, String loginId) {
        return assertThat(start(session, loginId))
                .asInstanceOf(type(Started.class))
                .actual();
    }

    static String token(VerificationMessage message) {
        String link = message.link().orElseThrow();
        return link.substring(link.indexOf("?t=") + 3);
    }

    /** Six digits that are not the code. */
    static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }
}
