// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.descope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.token.StrictJson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Descope's SDK for Node in a process of its own, asked line by line. */
final class NodeSdk implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;

    private NodeSdk(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        this.questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
    }

    static NodeSdk start() {
        return new NodeSdk(NodePackages.node(NodePackages.installed().resolve("sdk.mjs")));
    }

    /** Calls one function of a client that is made with this configuration. */
    Map<String, Object> call(Map<String, Object> config, String call, Object... arguments) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("config", config);
        question.put("call", call);
        question.put("args", Arrays.asList(arguments));
        try {
            questions.write(new String(StrictJson.write(question), UTF_8));
            questions.newLine();
            questions.flush();
            String answer = answers.readLine();
            assertThat(answer).as("Node has ended; its error output says why").isNotNull();
            return StrictJson.read(answer.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        questions.close();
        process.destroy();
    }
}
