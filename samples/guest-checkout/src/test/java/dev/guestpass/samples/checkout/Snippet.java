// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Code of a document, made whole: statements become a method, members a class, and all may use what {@code Surroundings.txt}
 * has, which stands for the reader's own application.
 *
 * @param code a compilation unit
 */
record Snippet(String code) {

    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:public |final |abstract )*(?:class|record|interface) ");
    private static final Pattern MEMBER = Pattern.compile("(?m)^@(?:Bean|[A-Z][a-z]+Mapping)");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\n");

    static Snippet of(String text) {
        String imports = IMPORT.matcher(text).results().map(it -> it.group()).collect(Collectors.joining());
        String code = IMPORT.matcher(text).replaceAll("");
        return new Snippet(resource("Imports.txt") + imports + whole(code) + resource("Surroundings.txt"));
    }

    private static String whole(String code) {
        if (TYPE.matcher(code).find()) {
            // A file may have no public type but the one that it is named after.
            return code.replaceAll("(?m)^public ", "");
        } else if (MEMBER.matcher(code).find()) {
            return "class Members extends Surroundings {\n" + code + "}\n";
        }
        return "class Statements extends Surroundings {\nvoid run() throws Exception {\n" + code + "\n}\n}\n";
    }

    private static String resource(String name) {
        try (InputStream in = Snippet.class.getResourceAsStream("/snippets/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what the compiler finds wrong. */
    List<String> compile(Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-d",
                folder.toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                "-proc:none",
                "-parameters");
        compiler.getTask(null, null, found, options, null, List.of(new Source(code)))
                .call();
        return found.getDiagnostics().stream()
                .filter(it -> it.getKind() == Diagnostic.Kind.ERROR)
                .map(it -> it.getMessage(Locale.ENGLISH) + " in line " + it.getLineNumber() + " of\n" + code)
                .toList();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String code;

        Source(String code) {
            super(URI.create("string:///Snippet.java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
