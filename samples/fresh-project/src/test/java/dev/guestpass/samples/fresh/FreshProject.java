// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.fresh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a generator makes of "Maven" and "Spring Web", and the README's snippets in it; nothing else. */
record FreshProject(Path folder) {

    private static final String PACKAGE = "src/main/java/com/example/demo";

    static FreshProject generate(Path folder, String readme) throws IOException {
        Path code = Files.createDirectories(folder.resolve(PACKAGE));
        String pom = resource("pom.xml")
                .replace("SPRING_BOOT", System.getProperty("spring-boot.version"))
                .replace("<!-- SNIPPET -->", snippet(readme, "xml"));
        Files.writeString(folder.resolve("pom.xml"), pom);
        Files.writeString(code.resolve("DemoApplication.java"), resource("DemoApplication.java"));
        Files.writeString(code.resolve("Hello.java"), "package com.example.demo;\n\n" + snippet(readme, "java"));
        return new FreshProject(folder);
    }

    /** The first one of a language. */
    private static String snippet(String readme, String language) {
        Matcher fenced =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme);
        if (!fenced.find()) {
            throw new AssertionError("The README has no snippet in " + language);
        }
        return fenced.group(1);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = FreshProject.class.getResourceAsStream("/project/" + name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    Path jar() {
        return folder.resolve("target/demo-0.0.1-SNAPSHOT.jar");
    }
}
