// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;

/** A device that holds one passkey, and the browser in front of it (WebAuthn Level 3, sections 6 and 8.7). */
final class Passkey {

    static final String SITE = "shop.example";
    static final String ORIGIN = "https://" + SITE;
    static final byte[] ID = "alice's passkey".getBytes(US_ASCII);
    static final byte[] USER = "alice's handle".getBytes(US_ASCII);

    private static final int PRESENT_AND_VERIFIED = 0x05;
    private static final int WITH_CREDENTIAL = 0x40;

    private final KeyPair pair;

    Passkey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(1024);
        for (byte[] part : parts) {
            all.put(part);
        }
        byte[] joined = new byte[all.position()];
        all.flip().get(joined);
        return joined;
    }

    private static byte[] coordinate(java.math.BigInteger value) {
        return hex(String.format("%064x", value));
    }

    /** A COSE key (RFC 9052): EC2, ES256, P-256, and its point. */
    byte[] publicKey() {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        return join(
                hex("a5010203262001215820"),
                coordinate(point.getAffineX()),
                hex("225820"),
                coordinate(point.getAffineY()));
    }

    /** What the device said when the passkey was made, which nobody vouches for ("none"). */
    byte[] attestation() throws GeneralSecurityException {
        byte[] data = join(
                deviceData(PRESENT_AND_VERIFIED | WITH_CREDENTIAL),
                new byte[16],
                new byte[] {0, (byte) ID.length},
                ID,
                publicKey());
        byte[] head = join(
                hex("a363666d74646e6f6e656761747453746d74a0686175746844617461"), new byte[] {0x58, (byte) data.length});
        return join(head, data);
    }

    /** The site, what the person did, and a counter that stays at zero. */
    private static byte[] deviceData(int flags) throws GeneralSecurityException {
        byte[] site = MessageDigest.getInstance("SHA-256").digest(SITE.getBytes(UTF_8));
        return join(site, new byte[] {(byte) flags, 0, 0, 0, 0});
    }

    /** What the page's script posts for a challenge. */
    String logIn(String challenge) throws GeneralSecurityException {
        byte[] client = ("{\"type\":\"webauthn.get\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + ORIGIN
                        + "\"}")
                .getBytes(UTF_8);
        byte[] device = deviceData(PRESENT_AND_VERIFIED);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(device);
        signature.update(MessageDigest.getInstance("SHA-256").digest(client));
        return """
                {"id":"%1$s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"%2$s",
                "authenticatorData":"%3$s","signature":"%4$s","userHandle":"%5$s"}}""".formatted(text(ID), text(client), text(device), text(signature.sign()), text(USER));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
