// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import java.util.List;

/** Forms of our pages, as HTML. */
final class Form {

    private Form() {}

    /** A form with one button. */
    static String of(String action, List<Field> fields, String button) {
        StringBuilder html = open(action);
        fields.forEach(field -> html.append("<input type=\"hidden\" name=\"")
                .append(Page.escaped(field.name()))
                .append("\" value=\"")
                .append(Page.escaped(field.value()))
                .append("\">\n"));
        return html.append("<button type=\"submit\">")
                .append(Page.escaped(button))
                .append("</button>\n</form>\n")
                .toString();
    }

    /** A form with a button for each option. */
    static String choice(String action, List<String> options, PageTexts texts) {
        StringBuilder html = open(action);
        options.forEach(option -> html.append("<button type=\"submit\" name=\"choice\" value=\"")
                .append(Page.escaped(option))
                .append("\">")
                .append(Page.escaped(texts.option(option)))
                .append("</button>\n"));
        return html.append("</form>\n").toString();
    }

    private static StringBuilder open(String action) {
        return new StringBuilder("<form method=\"post\" action=\"")
                .append(Page.escaped(action))
                .append("\">\n");
    }

    /** A hidden field. */
    record Field(String name, String value) {

        @Override
        public String toString() {
            return "Field[" + name + "]";
        }
    }
}
