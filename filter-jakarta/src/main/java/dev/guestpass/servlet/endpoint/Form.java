// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.endpoint;

import dev.guestpass.text.Texts;
import java.util.List;

/** Forms of our pages, as HTML. */
final class Form {

    private Form() {}

    /** A form with one button. */
    static String of(String action, List<Field> fields, String button) {
        return of(action, fields, "", button);
    }

    private static String of(String action, List<Field> fields, String inner, String button) {
        StringBuilder html = open(action);
        fields.forEach(field -> html.append("<input type=\"hidden\" name=\"")
                .append(Page.escaped(field.name()))
                .append("\" value=\"")
                .append(Page.escaped(field.value()))
                .append("\">\n"));
        return html.append(inner)
                .append("<button type=\"submit\">")
                .append(Page.escaped(button))
                .append("</button>\n</form>\n")
                .toString();
    }

    /** A form that asks for one line, and sends it with what it was given. */
    static String asking(String action, Field hidden, Field asked, String button) {
        String label = "<p><label>" + Page.escaped(asked.value()) + "<br>\n<input class=\"sign\" name=\""
                + Page.escaped(asked.name())
                + "\" size=\"6\" maxlength=\"10\" autocomplete=\"off\" autocapitalize=\"characters\""
                + " spellcheck=\"false\" required></label></p>\n";
        return of(action, List.of(hidden), label, button);
    }

    /** A form with a button for each option. */
    static String choice(String action, List<String> options, Texts texts) {
        StringBuilder html = open(action);
        options.forEach(option -> html.append("<button type=\"submit\" name=\"choice\" value=\"")
                .append(Page.escaped(option))
                .append("\">")
                .append(Page.escaped(texts.find("option." + option).orElse(option)))
                .append("</button>\n"));
        return html.append("</form>\n").toString();
    }

    private static StringBuilder open(String action) {
        return new StringBuilder("<form method=\"post\" action=\"")
                .append(Page.escaped(action))
                .append("\">\n");
    }

    /** The name of a field, and its value or label. */
    record Field(String name, String value) {

        @Override
        public String toString() {
            return "Field[" + name + "]";
        }
    }
}
