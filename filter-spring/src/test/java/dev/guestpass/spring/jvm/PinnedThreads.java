// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Records where virtual threads kept the thread that carries them, and waited. */
final class PinnedThreads {

    /** Waits in its initializer, which pins: so it is known that the recording would tell. */
    private static final class Control {

        static {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        static void touch() {}
    }

    private final Recording recording = new Recording();

    void start() {
        recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
        recording.start();
    }

    void tell() throws IOException {
        Thread control = virtual(Control::touch);
        try {
            control.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        recording.stop();
        Path file = Files.createTempFile("pinned", ".jfr");
        recording.dump(file);
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        Files.delete(file);
        events.forEach(event -> System.out.println("pinned " + frames(event.getStackTrace())));
    }

    private static String frames(RecordedStackTrace trace) {
        return trace == null
                ? ""
                : String.join(
                        " < ",
                        trace.getFrames().stream()
                                .map(frame -> frame.getMethod().getType().getName()
                                        + '.'
                                        + frame.getMethod().getName())
                                .toList());
    }

    /** The tests are compiled for a JDK that has none. */
    private static Thread virtual(Runnable task) {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
