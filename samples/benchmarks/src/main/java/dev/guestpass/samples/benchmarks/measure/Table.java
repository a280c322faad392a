// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.benchmarks.measure;

import java.io.PrintStream;

/** A table as Markdown has it, printed line by line: who reads along sees what there is so far. */
public final class Table {

    private final PrintStream out;

    /**
     * Begins a table.
     *
     * @param out where it goes
     * @param title stands above it
     * @param columns the heads of its columns
     */
    public Table(PrintStream out, String title, String... columns) {
        this.out = out;
        out.println();
        out.println("### " + title);
        out.println();
        row(columns);
        out.println("|" + "---|".repeat(columns.length));
    }

    /**
     * Prints a row.
     *
     * @param cells one a column
     */
    public void row(String... cells) {
        out.println("| " + String.join(" | ", cells) + " |");
    }
}
