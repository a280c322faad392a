// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.insights;

import dev.guestpass.session.AnonymousSessions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows staff what became of visitors; drawn on the server, for the pages run no script. */
@Controller
final class InsightsController {

    private final Funnel funnel;
    private final AnonymousSessions sessions;

    InsightsController(Funnel funnel, AnonymousSessions sessions) {
        this.funnel = funnel;
        this.sessions = sessions;
    }

    @GetMapping("/insights")
    String show(@RequestParam(defaultValue = "hour") String range, Model page) {
        Range shown = Range.of(range);
        page.addAttribute("range", shown);
        page.addAttribute("ranges", List.of(Range.values()));
        page.addAttribute("since", Times.dayAndMinute(funnel.since()));
        page.addAttribute("funnel", rows());
        page.addAttribute("charts", charts(shown, funnel.now()));
        page.addAttribute("withheld", funnel.withheld());
        page.addAttribute("refused", funnel.refused());
        page.addAttribute(
                "keys", sessions.keys().states().stream().map(KeyRow::of).toList());
        return "insights";
    }

    private List<FunnelRow> rows() {
        long began = funnel.timeline(Step.ISSUED).total();
        return Stream.of(Step.values())
                .map(step -> FunnelRow.of(step, funnel.timeline(step).total(), began))
                .toList();
    }

    private List<Chart> charts(Range range, Instant end) {
        return Stream.of(Step.values())
                .map(step -> Chart.of(step, funnel.timeline(step), range, end))
                .toList();
    }
}
