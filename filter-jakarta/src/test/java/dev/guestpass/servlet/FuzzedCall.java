// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;

/** A call with a body. The first byte of an input says which it is: {@code 0} the first one, and so on; the rest is the body. */
enum FuzzedCall {
    CLAIMS("PATCH", "/session/claims", "Cookie: DS=@S"),
    REFRESH("POST", "/session/refresh", "Cookie: DS=@S; DSR=@R"),
    START("POST", "/verifications", "Cookie: DS=@S"),
    FINISH("POST", "/verifications/@V", "Cookie: DS=@S"),
    CHOOSE("POST", "/conversions/@T", "Cookie: DS=@S"),
    SDK_REFRESH("POST", "/v1/auth/refresh", "Authorization: Bearer @P:@R"),
    SELECT_TENANT("POST", "/v1/auth/tenant/select", "Authorization: Bearer @P:@R"),
    MINT("POST", "/v1/mgmt/auth/anonymous", "Authorization: Bearer @P:@K");

    private static final String SAME_ORIGIN = "Sec-Fetch-Site: same-origin\r\n";
    private static final String JSON = SAME_ORIGIN + "Content-Type: application/json\r\n";
    private static final String FORM = SAME_ORIGIN + "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String LINK = "/guestpass/verifications/link";

    private final String method;
    private final String path;
    private final String who;

    FuzzedCall(String method, String path, String who) {
        this.method = method;
        this.path = "/guestpass" + path;
        this.who = who + "\r\n";
    }

    static FuzzedCall of(byte[] data) {
        return values()[data.length == 0 ? 0 : Byte.toUnsignedInt(data[0]) % values().length];
    }

    /** Makes the call that an input means, as somebody new. */
    static String send(FuzzedServer server, byte[] data) {
        FuzzedCall call = of(data);
        FuzzedVisitor visitor = server.newVisitor();
        String body = new String(data, ISO_8859_1).substring(Math.min(1, data.length));
        return server.send(
                call.method,
                visitor.fill(call.path),
                JSON + visitor.fill(call.who),
                visitor.fill(body).getBytes(ISO_8859_1));
    }

    /** Looks at a link and confirms it, with nobody's cookies first and then with those of who asked for it. */
    static List<String> sendLink(FuzzedServer server, byte[] form) {
        FuzzedVisitor visitor = server.newVisitor();
        byte[] body = visitor.fill(new String(form, ISO_8859_1)).getBytes(ISO_8859_1);
        String page = LINK + '?' + query(body);
        String here = visitor.fill("Cookie: DS=@S\r\n");
        return Arrays.asList(
                server.send("GET", page, "", new byte[0]),
                server.send("POST", LINK, FORM, body),
                server.send("GET", page, here, new byte[0]),
                server.send("POST", LINK, FORM + here, body));
    }

    /** Escapes what can not be in the first line of a request, and leaves the rest as malformed as it is. */
    private static String query(byte[] form) {
        StringBuilder query = new StringBuilder();
        for (byte octet : form) {
            boolean isPlain = octet > ' ' && octet < 0x7f && "#\"<>\\^`{|}".indexOf(octet) < 0;
            query.append(isPlain ? String.valueOf((char) octet) : String.format("%%%02X", octet));
        }
        return query.toString();
    }
}
