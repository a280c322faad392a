// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** The /64 that an IPv6 address belongs to; a mapped IPv4 address stands for itself. */
final class Ipv6Network {

    private Ipv6Network() {}

    static String of(String literal) {
        try {
            String bare = literal.replaceAll("[\\]%].*", "");
            byte[] bytes = InetAddress.getByName(bare).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 8));
        } catch (UnknownHostException e) {
            return literal;
        }
    }
}
