// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import dev.guestpass.weather.Report.Told;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person with a browser, who remembers who the shop said they are and what it said it would keep. Their requests go to
 * the nodes in turn; one that gets no answer is sent again to the next node, as a balancer does.
 */
final class Visitor {

    private static final int NAMES = 5;
    private static final int ROUNDS = 20;
    private static final long SETTLING_MILLIS = 500;
    private static final Pattern SUBJECT = Pattern.compile("\"sub\":\"([^\"]+)\"");
    private static final Duration HEARD_OF = Duration.ofSeconds(2);

    private final int number;
    private final Balancer balancer;
    private final Report report;
    private final Random random;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, Integer> kept = new LinkedHashMap<>();
    private final List<Past> pasts = new ArrayList<>();
    private String subject;
    private int counter;
    private boolean mayHaveConverted;

    /** Who this person was before a conversion, and the cookies that must be worthless now. */
    record Past(String subject, Map<String, String> cookies, Instant since) {}

    Visitor(int number, Balancer balancer, Report report) {
        this.number = number;
        this.balancer = balancer;
        this.report = report;
        this.random = new Random(number);
    }

    /** Does what people do next. */
    void act() throws InterruptedException {
        int what = random.nextInt(100);
        if (subject == null || what < 70) {
            browse();
        } else if (what < 90) {
            changeClaim();
        } else if (what < 97 && mayHaveConverted) {
            convert();
        } else if (what < 95) {
            openTabs();
        } else if (what < 97) {
            convert();
        } else {
            refreshByScript();
        }
    }

    void browse() throws InterruptedException {
        page(balancer.get("/", cookies));
    }

    private void page(HttpResponse<String> answer) {
        report.count("page", answer.statusCode());
        if (answer.statusCode() != 200) {
            report.wrong("A page answered " + answer.statusCode() + " to visitor " + number);
            return;
        }
        Who who = Who.of(answer.body());
        report.show(number, who);
        if (who.isTransient() && who.why().equals("crowded") && (subject == null || mayHaveConverted)) {
            return; // somebody new, for whom a node had no time to sign
        }
        if (who.isTransient()) {
            report.wrong("Visitor " + number + " was " + subject + " and got nothing lasting: " + who.why() + " from "
                    + answer.uri() + " at " + Instant.now());
            return;
        }
        meet(who.subject());
        take(answer);
    }

    /** Nobody becomes somebody else, but by a conversion that the visitor did not hear the end of. */
    private void meet(String found) {
        if (subject != null && !subject.equals(found)) {
            presumeConverted("is taken for " + found);
            startAnew(cookies);
        }
        subject = found;
    }

    /** An answer to a conversion was lost, or was 503, and it has happened: then the ledger has it, in the end. */
    private void presumeConverted(String why) {
        if (!mayHaveConverted) {
            report.wrong("Visitor " + number + " was " + subject + " and " + why + " at " + Instant.now());
        }
        report.presumeConverted(toldOf(subject));
    }

    private Told toldOf(String converted) {
        return new Told(converted, account(), Map.copyOf(kept));
    }

    private void startAnew(Map<String, String> worthless) {
        pasts.add(new Past(subject, Map.copyOf(worthless), Instant.now()));
        subject = null;
        mayHaveConverted = false;
        kept.clear();
    }

    /** Tells whether it was done. What needs the store may be answered by 503, and nothing by another error. */
    private boolean isDone(String what, HttpResponse<String> answer) {
        report.count(what, answer.statusCode());
        if (answer.statusCode() != 200 && answer.statusCode() != 503) {
            report.wrong("A " + what + " answered " + answer.statusCode() + " to visitor " + number);
        }
        return answer.statusCode() == 200;
    }

    private String account() {
        return "account-" + number;
    }

    /** Three tabs at once with the same cookies; the browser keeps what the last answer brings. */
    private void openTabs() {
        for (HttpResponse<String> answer : balancer.getAtOnce(3, "/", cookies)) {
            page(answer);
        }
    }

    private void changeClaim() throws InterruptedException {
        String name = "c" + random.nextInt(NAMES);
        int value = ++counter;
        HttpResponse<String> answer = balancer.get("/claim?name=" + name + "&value=" + value, cookies);
        if (isDone("claim", answer)) {
            if (answer.body().strip().equals(Pages.OVER)) {
                presumeConverted("is over at a claim");
            } else {
                Who who = Who.of(answer.body());
                report.show(number, who);
                meet(who.subject());
                kept.put(name, value);
            }
        }
        take(answer);
    }

    /** No balancer repeats this: it is the visitor who tries again, until they are told what came of it. */
    private void convert() {
        List<HttpResponse<String>> answers = balancer.getAtOnce(1, "/convert?login=" + account(), cookies);
        if (answers.isEmpty() || !isDone("convert", answers.get(0))) {
            doubt();
            return;
        }
        String body = answers.get(0).body().strip();
        if (body.startsWith(Pages.CONVERTED)) {
            converted(body.split(" ", -1)[1], body.split(" ", -1)[2]);
        } else if (!body.matches(Pages.IN_PROGRESS + '|' + Pages.OVER) || !mayHaveConverted) {
            report.wrong("Visitor " + number + " (" + subject + ") was told " + body + " of a conversion");
        }
        take(answers.get(0));
    }

    private void doubt() {
        mayHaveConverted = true;
        report.doubt(subject);
    }

    /** Somebody whose earlier attempt had happened is a new visitor by now, whom the shop converts just so. */
    private void converted(String conversion, String found) {
        report.show(number, found);
        meet(found);
        report.converted(conversion, toldOf(found));
        startAnew(cookies);
    }

    private void refreshByScript() throws InterruptedException {
        HttpResponse<String> answer = balancer.post("/guestpass/session/refresh", cookies);
        if (answer.statusCode() == 401) {
            report.count("refresh", 401);
            presumeConverted("was refused at a refresh");
        } else if (isDone("refresh", answer)) {
            Matcher found = SUBJECT.matcher(answer.body());
            String sub = found.find() ? found.group(1) : "nobody";
            report.show(number, sub);
            meet(sub);
        }
        take(answer);
    }

    /** With the store up again, each conversion comes to an end: the lease of a dead node runs out. */
    void settle() throws InterruptedException {
        for (int round = 0; mayHaveConverted && round < ROUNDS; round++) {
            convert();
            if (mayHaveConverted) {
                TimeUnit.MILLISECONDS.sleep(SETTLING_MILLIS);
            }
        }
        if (mayHaveConverted) {
            report.wrong("The conversion of visitor " + number + " (" + subject + ") does not come to an end");
        }
    }

    /** With the store up again: is everything as it was acknowledged? */
    void takeStock() throws InterruptedException {
        cookies.remove("DS");
        browse();
        Map<String, Integer> found = report.lastClaims(number);
        kept.forEach((name, value) -> {
            if (found.getOrDefault(name, 0) < value) {
                report.wrong("Visitor " + number + " lost " + name + "=" + value + ", has " + found);
            }
        });
        report.checked(kept.size());
        for (Past past : pasts) {
            showAgain(past);
        }
    }

    /**
     * A node hears of the end within two seconds, and one that could not ask the store in time believes the token for that
     * request: until it is refused, or both excuses are used up, it has to be asked once more.
     */
    private void showAgain(Past past) {
        List<Who> same = letIn(past);
        for (int round = 0; isExcused(past, same, round); round++) {
            same = letIn(past);
        }
        same.forEach(who ->
                report.wrong("The converted " + past.subject() + " of " + past.since() + " is let in again as " + who));
    }

    private static boolean isExcused(Past past, List<Who> same, int round) {
        boolean isRecent = Instant.now().isBefore(past.since().plus(HEARD_OF));
        boolean isUnconfirmed = round < ROUNDS && same.stream().noneMatch(Who::isLive);
        return !same.isEmpty() && (isRecent || isUnconfirmed);
    }

    private List<Who> letIn(Past past) {
        List<HttpResponse<String>> answers = balancer.getFromEach("/", past.cookies());
        if (answers.size() < Cluster.NODES || answers.stream().anyMatch(answer -> answer.statusCode() != 200)) {
            report.wrong("Not every node served a page to the converted " + past.subject() + ": " + answers);
        }
        return answers.stream()
                .map(answer -> Who.of(answer.body()))
                .filter(who -> who.subject().equals(past.subject()))
                .toList();
    }

    private void take(HttpResponse<String> answer) {
        for (String header : answer.headers().allValues("Set-Cookie")) {
            String pair = header.split(";", 2)[0];
            String name = pair.substring(0, pair.indexOf('='));
            if (header.contains("Max-Age=0;")) {
                cookies.remove(name);
            } else {
                cookies.put(name, pair.substring(name.length() + 1));
                report.signed(cookies.getOrDefault("DS", ""));
            }
        }
    }
}
