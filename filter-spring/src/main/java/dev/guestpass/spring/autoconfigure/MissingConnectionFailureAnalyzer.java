// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to add where a setting wants a connection that is not there. */
final class MissingConnectionFailureAnalyzer extends AbstractFailureAnalyzer<MissingConnectionException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MissingConnectionException cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Please " + cause.remedy() + ": docs/configuration.md lists all of them.", cause);
    }
}
