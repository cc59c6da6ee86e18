package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.kube.Announcement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people are told, and that they are told it once. */
class WorkloadEventsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T08:00:00Z");
  private static final Passes BAD =
      Passes.plain().judged(Passes.result("A25", Verdict.violated("policy x admits all")));

  @Test
  void goodFromTheStartIsNoNews() {
    assertThat(news(PhiWorkloadStatus.NONE, Passes.plain())).isEmpty();
  }

  @Test
  void badFromTheStartIsNews() {
    assertThat(news(PhiWorkloadStatus.NONE, BAD))
        .containsExactly(Announcement.warning("ControlViolated", "A25: policy x admits all"));
  }

  @Test
  void theSameAgainIsNoNews() {
    assertThat(news(status(PhiWorkloadStatus.NONE, BAD), BAD)).isEmpty();
  }

  @Test
  void goodAgainIsNews() {
    assertThat(news(status(PhiWorkloadStatus.NONE, BAD), Passes.plain()))
        .containsExactly(Announcement.normal("Compliant", "1 of 1 controls hold"));
  }

  @Test
  void aDriftAndARefusedWriteAreNews() {
    Passes refused =
        Passes.plain()
            .drifts(Passes.drift("ingress", "[{}]"))
            .refused(Passes.forbidden("records-ingress"));

    assertThat(news(status(PhiWorkloadStatus.NONE, Passes.plain()), refused))
        .extracting(Announcement::reason)
        .containsExactly("DriftReported", "WriteRefused");
  }

  private static List<Announcement> news(PhiWorkloadStatus before, Passes passes) {
    DriftLog log = DriftLog.of(before).after(passes.pass(), NOW);
    return WorkloadEvents.between(before, status(before, passes), log.added());
  }

  private static PhiWorkloadStatus status(PhiWorkloadStatus before, Passes passes) {
    Pass pass = passes.pass();
    return WorkloadStatus.next(before, pass, DriftLog.of(before).after(pass, NOW), NOW);
  }
}
