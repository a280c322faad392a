// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.abuse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Ways to forge a token from a victim's own, with the victim's claims, which proves more than made-up ones. */
enum Forgery {
    NONE {
        @Override
        String of(Parts good, Random random) {
            return encode(good.headerJson().replaceAll("RS256|HS256", "none")) + '.' + good.payload() + ".";
        }
    },
    NONE_WITH_A_SIGNATURE {
        @Override
        String of(Parts good, Random random) {
            return encode(good.headerJson().replaceAll("RS256|HS256", "nOnE"))
                    + '.'
                    + good.payload()
                    + '.'
                    + good.signature();
        }
    },
    PUBLIC_KEY_AS_SECRET {
        @Override
        String of(Parts good, Random random) throws GeneralSecurityException {
            String input = encode(good.headerJson().replace("RS256", "HS256")) + '.' + changed(good, random);
            return input + '.' + mac(good.publicKey().getEncoded(), input);
        }
    },
    STRANGERS_KEY_UNDER_OUR_ID {
        @Override
        String of(Parts good, Random random) throws GeneralSecurityException {
            String input = good.header() + '.' + changed(good, random);
            return input + '.' + signed(input, "SHA256withRSA");
        }
    },
    STRANGERS_KEY_UNDER_ANOTHER_ID {
        @Override
        String of(Parts good, Random random) throws GeneralSecurityException {
            String header = good.headerJson().replaceAll("\"kid\":\"[^\"]*\"", "\"kid\":\"k" + random.nextInt() + '"');
            String input = encode(header) + '.' + good.payload();
            return input + '.' + signed(input, "SHA256withRSA");
        }
    },
    ANOTHER_ALGORITHM {
        @Override
        String of(Parts good, Random random) throws GeneralSecurityException {
            String input = encode(good.headerJson().replace("RS256", "RS384")) + '.' + good.payload();
            return input + '.' + signed(input, "SHA384withRSA");
        }
    },
    KEY_IN_THE_HEADER {
        @Override
        String of(Parts good, Random random) throws GeneralSecurityException {
            String header = good.headerJson().replace("{", "{\"jku\":\"http://127.0.0.1:1/keys\",\"jwk\":{},");
            String input = encode(header) + '.' + good.payload();
            return input + '.' + signed(input, "SHA256withRSA");
        }
    },
    CHANGED_CLAIMS {
        @Override
        String of(Parts good, Random random) {
            return good.header() + '.' + changed(good, random) + '.' + good.signature();
        }
    },
    CHANGED_SIGNATURE {
        @Override
        String of(Parts good, Random random) {
            byte[] signature = Base64.getUrlDecoder().decode(good.signature());
            signature[random.nextInt(signature.length)] ^= (byte) (1 << random.nextInt(8));
            return good.header() + '.' + good.payload() + '.' + encode(signature);
        }
    },
    CUT_OFF {
        @Override
        String of(Parts good, Random random) {
            String whole = good.whole();
            return whole.substring(0, random.nextInt(whole.length()));
        }
    },
    OVERSIZED {
        @Override
        String of(Parts good, Random random) {
            return good.whole() + "A".repeat(1 + random.nextInt(4_000));
        }
    },
    GARBAGE {
        @Override
        String of(Parts good, Random random) {
            StringBuilder text = new StringBuilder();
            random.ints(1 + random.nextInt(900), '!', '~')
                    .filter(c -> c != ';' && c != ',')
                    .forEach(text::appendCodePoint);
            return text.toString();
        }
    };

    private static final KeyPair STRANGER = stranger();

    abstract String of(Parts good, Random random) throws GeneralSecurityException;

    private static KeyPair stranger() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps the victim and adds a right, or another claim that shows whether this was believed. */
    private static String changed(Parts good, Random random) {
        String json = new String(Base64.getUrlDecoder().decode(good.payload()), UTF_8);
        return encode(json.replaceFirst("\\{", "{\"forged\":" + random.nextInt(1_000) + ','));
    }

    private static String signed(String input, String algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(STRANGER.getPrivate());
        signature.update(input.getBytes(ISO_8859_1));
        return encode(signature.sign());
    }

    private static String mac(byte[] key, String input) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return encode(mac.doFinal(input.getBytes(ISO_8859_1)));
    }

    private static String encode(String text) {
        return encode(text.getBytes(UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A good token in its three parts, and what everybody knows of the key that signs. */
    record Parts(String header, String payload, String signature, PublicKey publicKey) {

        static Parts of(String token, PublicKey publicKey) {
            String[] parts = token.split("\\.", -1);
            return new Parts(parts[0], parts[1], parts[2], publicKey);
        }

        String headerJson() {
            return new String(Base64.getUrlDecoder().decode(header), UTF_8);
        }

        String whole() {
            return header + '.' + payload + '.' + signature;
        }
    }
}
