// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All keys of a deployment at one moment. Of each algorithm one key signs: the one whose term began last. All others
 * verify what they signed before, or are announced.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class KeyRing {

    private final List<SigningKey> keys;
    private final Map<String, SigningKey> byHeader;
    private final Set<String> ids;
    private final String projectId;
    private final String publicJwkSet;

    private KeyRing(List<SigningKey> keys, String projectId) {
        this.keys = keys;
        this.projectId = projectId;
        this.byHeader =
                keys.stream().collect(Collectors.toUnmodifiableMap(SigningKey::header, key -> key, (a, b) -> a));
        this.ids = keys.stream().map(SigningKey::id).collect(Collectors.toUnmodifiableSet());
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("There is no key in the key ring; put the original keys back");
        } else if (ids.size() < keys.size()) {
            throw new IllegalArgumentException("Two keys of the key ring have the same kid; give each its own");
        }
        this.publicJwkSet = publicJwkSet(keys);
    }

    /**
     * Puts keys together.
     *
     * @param keys the keys
     * @param projectId the project id that belongs to them: 28 or more letters and digits
     * @return the key ring
     * @throws IllegalArgumentException if there is no key, if two keys have one id, or the project id has another shape
     */
    public static KeyRing of(Collection<SigningKey> keys, String projectId) {
        return new KeyRing(List.copyOf(keys), ProjectId.require(projectId));
    }

    /**
     * Makes the keys of a new deployment: one for RS256, one for HS256 and a project id. They sign at once.
     *
     * @param now the time
     * @return the key ring
     * @throws IllegalStateException if the security providers make no keys
     */
    public static KeyRing generate(Instant now) {
        return new NewKeys(new SecureRandom()).ring(now);
    }

    /**
     * Returns the project id that was made together with the keys: the issuer of all tokens unless another is set.
     *
     * @return 28 or more letters and digits
     */
    public String projectId() {
        return projectId;
    }

    /**
     * Returns the key that signs now.
     *
     * @param algorithm which kind of key
     * @param now the time
     * @return the key
     * @throws IllegalStateException if no key of this algorithm is in its term
     */
    public SigningKey signer(Algorithm algorithm, Instant now) {
        return signers(algorithm, now)
                .max(Comparator.comparing(SigningKey::signsFrom))
                .orElseThrow(() -> new IllegalStateException(
                        "The key ring has no " + algorithm + " key that may sign now; add one to the key source"));
    }

    /**
     * Tells whether there is a key to sign with.
     *
     * @param algorithm what the signature shall be
     * @param now the time
     * @return whether a key of this algorithm is in its term
     */
    public boolean canSign(Algorithm algorithm, Instant now) {
        return signers(algorithm, now).findAny().isPresent();
    }

    private Stream<SigningKey> signers(Algorithm algorithm, Instant now) {
        return keys.stream()
                .filter(key -> key.algorithm() == algorithm)
                .filter(key -> !key.signsFrom().isAfter(now) && !key.isRetired(now));
    }

    /**
     * Finds the key by the header of a token, compared as text.
     *
     * @param header the first part of a compact JWS
     * @param now the time
     * @return the only key that can have signed under this header, or empty
     */
    public Optional<SigningKey> verifier(String header, Instant now) {
        return Optional.ofNullable(byHeader.get(header)).filter(key -> !key.isRetired(now));
    }

    /**
     * Tells whether a key is in this ring, whatever its term.
     *
     * @param keyId a key id
     * @return whether one of the keys has it
     */
    public boolean contains(String keyId) {
        return ids.contains(keyId);
    }

    /**
     * Returns the public halves as a JWK set (RFC 7517 §5). Secrets and private members are not in it.
     *
     * @return JSON text
     */
    public String publicJwkSet() {
        return publicJwkSet;
    }

    /**
     * Returns all keys. What they are made of can not be read from them.
     *
     * @return the keys in the order of their source, unmodifiable
     */
    public List<SigningKey> keys() {
        return keys;
    }

    /**
     * Returns what each key is good for, for display.
     *
     * @param now the time to ask about
     * @return one entry a key, in the order of {@link #keys()}
     */
    public List<KeyStatus> states(Instant now) {
        return keys.stream()
                .map(key -> KeyLine.of(this, key.algorithm()).status(key, now))
                .toList();
    }

    private static String publicJwkSet(List<SigningKey> keys) {
        List<JWK> published = keys.stream()
                .filter(key -> key.algorithm().isPublished())
                .map(key -> PublicJwk.of(key.jwk(), key.algorithm()))
                .toList();
        return JSONObjectUtils.toJSONString(new JWKSet(published).toJSONObject(true));
    }

    @Override
    public String toString() {
        return "KeyRing" + keys;
    }
}
