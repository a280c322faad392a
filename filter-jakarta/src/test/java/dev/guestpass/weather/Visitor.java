// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.weather;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A person with a browser, who remembers who the shop said they are and what it said it would keep. Their requests go to
 * the nodes in turn; one that gets no answer is sent again to the next node, as a balancer does.
 */
final class Visitor {

    private static final int NAMES = 5;
    private static final int ROUNDS = 20;
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
        if (who.isTransient()) {
            report.wrong("Visitor " + number + " was " + subject + " and got nothing lasting: " + who.why() + " at "
                    + Instant.now());
            return;
        }
        if (subject != null && !subject.equals(who.subject()) && !mayHaveConverted) {
            report.wrong("Visitor " + number + " was " + subject + " and is taken for " + who);
        }
        if (mayHaveConverted && !who.subject().equals(subject)) {
            startAnew();
        }
        subject = who.subject();
        take(answer);
    }

    /** An answer to a conversion was lost, or was 503, and it has happened: then the ledger has it, in the end. */
    private void startAnew() {
        report.presumeConverted(subject, account());
        pasts.add(new Past(subject, Map.copyOf(cookies), Instant.now()));
        mayHaveConverted = false;
        kept.clear();
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
        report.count("claim", answer.statusCode());
        if (answer.statusCode() == 200 && Who.of(answer.body()).subject().equals(subject)) {
            kept.put(name, value);
        }
        take(answer);
    }

    private void convert() throws InterruptedException {
        Map<String, String> before = Map.copyOf(cookies);
        HttpResponse<String> answer = balancer.get("/convert?login=" + account(), cookies);
        report.count("convert", answer.statusCode());
        mayHaveConverted = true;
        if (answer.statusCode() == 200 && answer.body().startsWith("converted ")) {
            report.converted(subject, account(), answer.body().strip().split(" ", 2)[1]);
            pasts.add(new Past(subject, before, Instant.now()));
            take(answer);
            subject = null;
            mayHaveConverted = false;
            kept.clear();
        }
    }

    private void refreshByScript() throws InterruptedException {
        HttpResponse<String> answer = balancer.post("/guestpass/session/refresh", cookies);
        report.count("refresh", answer.statusCode());
        if (answer.statusCode() == 401 && !mayHaveConverted) {
            report.wrong("Visitor " + number + " (" + subject + ") was refused at a refresh");
        }
        take(answer);
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
