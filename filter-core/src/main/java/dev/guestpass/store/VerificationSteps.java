// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.store;

import dev.guestpass.SessionId;
import dev.guestpass.store.VerificationRecord.Challenge;
import dev.guestpass.store.VerificationRecord.State;
import dev.guestpass.store.VerificationStore.AttemptOutcome;
import dev.guestpass.store.VerificationStore.Budget;
import dev.guestpass.store.VerificationStore.BudgetOutcome;
import dev.guestpass.store.VerificationStore.ConfirmOutcome;
import dev.guestpass.store.VerificationStore.Look;
import dev.guestpass.store.VerificationStore.NewChallenge;
import dev.guestpass.store.VerificationStore.OpenOutcome;
import dev.guestpass.store.VerificationStore.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a {@link VerificationStore} decides: functions of the record before, and of store time. */
final class VerificationSteps {

    /** More than budgets let through as a rule; bounds a record whose budget somebody made very large. */
    private static final int MOST_CHALLENGES = 50;

    private static final int MOST_STARTED = 20;

    private VerificationSteps() {}

    /** Used keys have a name space of their own, so that none can be mistaken for a login or a budget. */
    static String usedKey(String key) {
        return "used:" + key;
    }

    static Step<Optional<String>> redeem(@Nullable VerificationRecord before, String purpose, Instant until) {
        return before == null
                ? new Step<>(VerificationRecord.until(until).withStarted(List.of(purpose), until), Optional.empty())
                : new Step<>(null, Optional.of(String.join("", before.started())));
    }

    static Step<Boolean> release(@Nullable VerificationRecord before, Instant now) {
        return new Step<>(before == null ? null : VerificationRecord.until(now), true);
    }

    static Step<BudgetOutcome> spend(
            @Nullable VerificationRecord before, Budget budget, @Nullable String started, Instant now) {
        VerificationRecord record = orEmpty(before, now);
        Duration wait = wait(record, record.spent(), budget, now);
        if (!wait.isZero()) {
            return new Step<>(null, new BudgetOutcome.Exhausted(wait));
        }
        VerificationRecord spent = spent(record, budget, now);
        return new Step<>(
                started == null ? spent : remembering(spent, started, now.plus(budget.window())),
                new BudgetOutcome.Spent());
    }

    private static Duration wait(VerificationRecord record, int used, Budget budget, Instant now) {
        boolean isOver = record.windowEnds().isAfter(now) && used >= budget.limit();
        return isOver ? Duration.between(now, record.windowEnds()) : Duration.ZERO;
    }

    private static VerificationRecord spent(VerificationRecord record, Budget budget, Instant now) {
        return record.windowEnds().isAfter(now)
                ? record.withBudget(record.spent() + 1, record.wrong(), record.windowEnds())
                : record.withBudget(1, 0, now.plus(budget.window()));
    }

    /** Wrong codes share the window with the codes that are sent. */
    private static VerificationRecord wronged(VerificationRecord record, Budget budget, Instant now) {
        return record.windowEnds().isAfter(now)
                ? record.withBudget(record.spent(), record.wrong() + 1, record.windowEnds())
                : record.withBudget(0, 1, now.plus(budget.window()));
    }

    private static VerificationRecord remembering(VerificationRecord record, String id, Instant until) {
        List<String> ids = new ArrayList<>(record.started());
        ids.add(id);
        return record.withStarted(ids.subList(Math.max(0, ids.size() - MOST_STARTED), ids.size()), until);
    }

    static Step<OpenOutcome> open(
            @Nullable VerificationRecord before, NewChallenge wanted, Budget budget, Instant now) {
        VerificationRecord record = orEmpty(before, now);
        Duration wait = wait(record, record.spent(), budget, now);
        if (!wait.isZero()) {
            return new Step<>(null, new OpenOutcome.Exhausted(wait));
        }
        Challenge opened = Challenge.of(wanted, now);
        List<Challenge> challenges = new ArrayList<>();
        for (Challenge other : record.challenges()) {
            if (other.forgetAt().isAfter(now)) {
                challenges.add(other.session().equals(wanted.session()) ? other.voided() : other);
            }
        }
        challenges.add(opened);
        VerificationRecord after = spent(record, budget, now).withChallenges(youngest(challenges));
        return new Step<>(after, new OpenOutcome.Opened(opened));
    }

    private static List<Challenge> youngest(List<Challenge> challenges) {
        return challenges.subList(Math.max(0, challenges.size() - MOST_CHALLENGES), challenges.size());
    }

    static Step<AttemptOutcome> attempt(
            @Nullable VerificationRecord before,
            String nonce,
            SessionId session,
            Budget wrongOnes,
            int tries,
            Predicate<Challenge> isRight,
            Instant now) {
        Challenge found = find(before, nonce);
        if (before == null || found == null) {
            return new Step<>(null, new AttemptOutcome.Expired());
        } else if (!found.session().equals(session)) {
            return new Step<>(null, new AttemptOutcome.Elsewhere());
        } else if (found.state() == State.VOID || found.triesLeft() < 1) {
            return new Step<>(null, new AttemptOutcome.Voided());
        } else if (!found.codeExpires().isAfter(now)) {
            return new Step<>(null, new AttemptOutcome.Expired());
        }
        Duration wait = wait(before, before.wrong(), wrongOnes, now);
        return wait.isZero() || found.triesLeft() >= tries
                ? compared(before, found, wrongOnes, isRight, now)
                : new Step<>(null, new AttemptOutcome.Exhausted(wait));
    }

    /** Only a wrong one costs a try: whoever was right at the last one may need to show the same once more. */
    private static Step<AttemptOutcome> compared(
            VerificationRecord before, Challenge found, Budget wrongOnes, Predicate<Challenge> isRight, Instant now) {
        if (isRight.test(found)) {
            return new Step<>(used(before, found, State.USED), new AttemptOutcome.Proven(found));
        }
        Challenge counted = found.counted();
        return new Step<>(
                replaced(wronged(before, wrongOnes, now), counted), new AttemptOutcome.Wrong(counted.triesLeft()));
    }

    /** What has proven the login before does so again, and changes nothing: younger ones of other sessions live. */
    private static @Nullable VerificationRecord used(VerificationRecord before, Challenge found, State how) {
        return found.isProven() ? null : proven(before, found.as(how));
    }

    static Step<ConfirmOutcome> confirm(
            @Nullable VerificationRecord before,
            String nonce,
            @Nullable SessionId session,
            Predicate<Challenge> isRight,
            Duration keep,
            Instant now) {
        Challenge found = find(before, nonce);
        if (found == null || found.linkHash() == null || !isRight.test(found)) {
            return new Step<>(null, new ConfirmOutcome.Expired());
        }
        boolean isHere = found.session().equals(session);
        if (!isHere && (found.isProven() || found.state() == State.CONFIRMED)) {
            return new Step<>(null, new ConfirmOutcome.Used());
        } else if (found.state() == State.VOID || !found.linkExpires().isAfter(now)) {
            return new Step<>(null, new ConfirmOutcome.Expired());
        }
        VerificationRecord record = Objects.requireNonNull(before);
        return isHere
                ? new Step<>(used(record, found, State.USED), new ConfirmOutcome.ProvenHere(found))
                : new Step<>(proven(record, found.confirmed(now, keep)), new ConfirmOutcome.Confirmed(found));
    }

    static Step<Optional<Challenge>> take(
            @Nullable VerificationRecord before, String nonce, SessionId session, Instant now) {
        Challenge found = find(before, nonce);
        return found == null || !isFor(found, session) || !found.linkExpires().isAfter(now)
                ? new Step<>(null, Optional.empty())
                : new Step<>(used(Objects.requireNonNull(before), found, State.TAKEN), Optional.of(found));
    }

    private static boolean isFor(Challenge found, SessionId session) {
        boolean isConfirmed = found.state() == State.CONFIRMED || found.state() == State.TAKEN;
        return isConfirmed && found.session().equals(session);
    }

    static Optional<Look> look(@Nullable VerificationRecord before, String nonce, Instant now) {
        return Optional.ofNullable(find(before, nonce)).map(challenge -> new Look(challenge, now));
    }

    static Step<Boolean> voidAll(@Nullable VerificationRecord before, Instant now) {
        return new Step<>(before == null ? null : changed(before, Challenge::voided), true);
    }

    /** Puts one in its place, and makes all others void: who proved the login has no use for them, whoever started them. */
    private static VerificationRecord proven(VerificationRecord record, Challenge proven) {
        return changed(record, other -> isSame(other, proven) ? proven : other.voided());
    }

    private static VerificationRecord replaced(VerificationRecord record, Challenge changed) {
        return changed(record, other -> isSame(other, changed) ? changed : other);
    }

    private static VerificationRecord changed(VerificationRecord record, UnaryOperator<Challenge> change) {
        return record.withChallenges(record.challenges().stream().map(change).toList());
    }

    private static boolean isSame(Challenge one, Challenge other) {
        return one.nonce().equals(other.nonce());
    }

    private static @Nullable Challenge find(@Nullable VerificationRecord record, String nonce) {
        if (record == null) {
            return null;
        }
        return record.challenges().stream()
                .filter(challenge -> challenge.nonce().equals(nonce))
                .findFirst()
                .orElse(null);
    }

    private static VerificationRecord orEmpty(@Nullable VerificationRecord before, Instant now) {
        return before == null ? VerificationRecord.until(now) : before;
    }
}
