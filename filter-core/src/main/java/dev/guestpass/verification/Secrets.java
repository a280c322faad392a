// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.guestpass.SessionId;
import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.key.DerivedSecret;
import dev.guestpass.key.DerivedSecrets;
import dev.guestpass.store.VerificationRecord.Challenge;
import dev.guestpass.verification.VerificationId.LinkToken;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Makes codes and links, and what is kept of them. Each hash begins with what it is of, so none can be taken for another;
 * those of codes and links go on with the verification and its session.
 */
record Secrets(DerivedSecrets derived, RandomGenerator random, int codeLength) {

    static final String PURPOSE = "login verification";

    private static final Pattern SPACES = Pattern.compile("[ -]");
    private static final int SECRET_BYTES = 16;

    /** 11 characters. */
    private static final int RANDOM_BYTES = 8;

    private static final int HALF = VerificationId.PART / 2;

    DerivedSecret current() {
        return derived.current();
    }

    static String loginKey(DerivedSecret secret, LoginId login) {
        return secret.hash("login", login.type().name(), login.value()).substring(0, VerificationId.PART);
    }

    static String addressKey(DerivedSecret secret, String address) {
        return "address:" + secret.hash("address", address).substring(0, VerificationId.PART);
    }

    static String triesKey(DerivedSecret secret, String address) {
        return "tries:" + secret.hash("address", address).substring(0, VerificationId.PART);
    }

    /** The keys of a login's records under all other keys of the ring; empty unless keys took turns. */
    List<String> otherLoginKeys(String keyId, LoginId login) {
        return derived.all().stream()
                .filter(secret -> !secret.keyId().equals(keyId))
                .map(secret -> VerificationId.storeKey(loginKey(secret, login)))
                .toList();
    }

    /** Half of what tells verifications of a login apart is random, and half of it shows that we made it. */
    VerificationId newId(DerivedSecret secret, LoginId login) {
        String key = loginKey(secret, login);
        String chosen = newText(RANDOM_BYTES);
        return new VerificationId(key, chosen + mark(secret, key, chosen));
    }

    LinkToken newLink(VerificationId id) {
        return new LinkToken(id, newText(SECRET_BYTES));
    }

    private String newText(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String mark(DerivedSecret secret, String login, String chosen) {
        return secret.hash("id", login, chosen).substring(0, HALF);
    }

    /** Empty for what we did not make: nobody has the store asked for ids that they made up. */
    Optional<VerificationId> id(String text) {
        return VerificationId.parse(text).filter(this::isOurs);
    }

    Optional<LinkToken> link(String text) {
        return VerificationId.parseToken(text).filter(link -> isOurs(link.id()));
    }

    private boolean isOurs(VerificationId id) {
        String chosen = id.nonce().substring(0, HALF);
        byte[] mark = id.nonce().substring(HALF).getBytes(US_ASCII);
        return derived.all().stream()
                .anyMatch(secret -> MessageDigest.isEqual(
                        mark, mark(secret, id.login(), chosen).getBytes(US_ASCII)));
    }

    String newCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < codeLength; i++) {
            code.append((char) ('0' + random.nextInt(10)));
        }
        return code.toString();
    }

    /** People type codes as they are shown to them. Digits of other scripts are none. */
    Optional<String> typed(String code) {
        if (code.length() > 2 * codeLength) {
            return Optional.empty();
        }
        String digits = SPACES.matcher(code).replaceAll("");
        boolean isCode = digits.length() == codeLength && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isCode ? Optional.of(digits) : Optional.empty();
    }

    static String codeHash(DerivedSecret secret, VerificationId id, SessionId session, String code) {
        return secret.hash("code", id.text(), session.value(), code);
    }

    static String linkHash(DerivedSecret secret, LinkToken token, SessionId session) {
        return secret.hash("link", token.id().text(), session.value(), token.secret());
    }

    boolean isCode(Challenge challenge, VerificationId id, String code) {
        return derived.of(challenge.keyId())
                .filter(secret -> secret.matches(
                        challenge.codeHash(),
                        "code",
                        id.text(),
                        challenge.session().value(),
                        code))
                .isPresent();
    }

    boolean isLink(Challenge challenge, LinkToken token) {
        String hash = challenge.linkHash();
        return hash != null
                && derived.of(challenge.keyId())
                        .filter(secret -> secret.matches(
                                hash,
                                "link",
                                token.id().text(),
                                challenge.session().value(),
                                token.secret()))
                        .isPresent();
    }

    static String seal(DerivedSecret secret, VerificationId id, LoginId login) {
        return secret.seal(login.type() + "\n" + login.value(), id.text());
    }

    /** Empty if the key is gone that it was sealed with, or somebody wrote to the store. */
    Optional<LoginId> open(Challenge challenge, VerificationId id) {
        return derived.of(challenge.keyId())
                .flatMap(secret -> secret.open(challenge.sealedLogin(), id.text()))
                .map(LoginId::parse);
    }

    /**
     * A login ID in its canonical form.
     *
     * @param type what kind
     * @param value its text
     */
    record LoginId(VerifiedLogin.Type type, String value) {

        private static LoginId parse(String text) {
            int end = text.indexOf('\n');
            return new LoginId(VerifiedLogin.Type.valueOf(text.substring(0, end)), text.substring(end + 1));
        }

        @Override
        public String toString() {
            return "LoginId[" + type + "]";
        }
    }
}
