// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the shop. */
@SpringBootApplication(proxyBeanMethods = false)
public class Shop {

    Shop() {}

    /**
     * Starts the shop.
     *
     * @param arguments Spring Boot's
     */
    public static void main(String[] arguments) {
        SpringApplication.run(Shop.class, arguments);
    }
}
