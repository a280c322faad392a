// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.containers;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the tests were started with; for other processes, parts of it, so that a WAR brings the library by itself. */
final class TestClassPath {

    private TestClassPath() {}

    static List<Path> matching(String pattern) {
        Pattern needed = Pattern.compile(pattern);
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry ->
                        needed.matcher(entry.replace(File.separatorChar, '/')).find())
                .map(Path::of)
                .toList();
    }

    static String text(String pattern) {
        return matching(pattern).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
