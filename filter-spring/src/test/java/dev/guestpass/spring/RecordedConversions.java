// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import dev.guestpass.conversion.AnonymousUserConverter;
import dev.guestpass.conversion.Conversion;
import dev.guestpass.conversion.ConversionDecision;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The application's part of a conversion: remembers what it was called with, and does what a test wants. */
public final class RecordedConversions implements AnonymousUserConverter {

    private final List<Conversion> calls = new CopyOnWriteArrayList<>();
    private volatile AnonymousUserConverter answer;

    public RecordedConversions() {
        reset();
    }

    void reset() {
        calls.clear();
        answer = conversion -> new ConversionDecision.Promoted(
                "account of " + conversion.login().loginId());
    }

    public void answer(AnonymousUserConverter how) {
        this.answer = how;
    }

    public void fail() {
        answer(conversion -> {
            throw new IllegalStateException("broken");
        });
    }

    public List<Conversion> calls() {
        return calls;
    }

    @Override
    public ConversionDecision convert(Conversion conversion) {
        calls.add(conversion);
        return answer.convert(conversion);
    }
}
