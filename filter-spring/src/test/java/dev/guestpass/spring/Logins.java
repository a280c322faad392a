// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import dev.guestpass.servlet.Browser;
import dev.guestpass.servlet.Browser.Fetch;
import dev.guestpass.servlet.Reply;

/** Forms that a person fills in. All accounts have the same password. */
public final class Logins {

    public static final String PASSWORD = "pw";

    private Logins() {}

    public static Reply post(Browser browser, String path, String form) {
        return browser.to(path)
                .as(Fetch.NAVIGATION)
                .post()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .body(form)
                .send();
    }

    /** Signs in by the form of Spring Security. */
    public static Reply login(Browser browser, String name) {
        return login(browser, "/login", name, "");
    }

    public static Reply login(Browser browser, String path, String name, String more) {
        return post(browser, path, "username=" + name + "&password=" + PASSWORD + more);
    }

    /** Signs in by a page of the application that calls Spring Security. */
    public static Reply signIn(Browser browser, String way, String name) {
        return post(browser, "/sign-in/" + way, "name=" + name);
    }

    public static Reply logout(Browser browser) {
        return post(browser, "/logout", "");
    }
}
