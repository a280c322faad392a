// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** The /64 that an IPv6 address belongs to; a mapped IPv4 address stands for itself. */
final class Ipv6Network {

    private Ipv6Network() {}

    static String of(String literal) {
        String bare = literal.replaceAll("[\\]%].*", "");
        if (bare.indexOf(':') < 0) {
            return bare; // what is left may be a name, which would be looked up
        }
        try {
            InetAddress address = InetAddress.getByName(bare);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(address.getAddress(), 0, 8)
                    : address.getHostAddress();
        } catch (UnknownHostException e) {
            return literal;
        }
    }
}
