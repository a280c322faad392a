// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import java.io.PrintWriter;

/**
 * A writer that tells its response before it may commit it. How many bytes a character takes is the encoder's secret, so
 * it counts the most that any encoding needs: the cookies are then written a little early, which does no harm.
 */
final class CommitWriter extends PrintWriter {

    private static final int MAX_BYTES_PER_CHAR = 4;

    private final PrintWriter writer;
    private final CommitResponse response;

    CommitWriter(PrintWriter writer, CommitResponse response) {
        super(writer);
        this.writer = writer;
        this.response = response;
    }

    @Override
    public void write(int c) {
        response.beforeWriting(MAX_BYTES_PER_CHAR);
        writer.write(c);
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        response.beforeWriting((long) length * MAX_BYTES_PER_CHAR);
        writer.write(characters, offset, length);
    }

    @Override
    public void write(String text, int offset, int length) {
        response.beforeWriting((long) length * MAX_BYTES_PER_CHAR);
        writer.write(text, offset, length);
    }

    @Override
    public void println() {
        write(System.lineSeparator());
    }

    @Override
    public void flush() {
        response.apply();
        writer.flush();
    }

    @Override
    public void close() {
        response.apply();
        writer.close();
    }

    @Override
    public boolean checkError() {
        response.apply();
        return writer.checkError();
    }
}
