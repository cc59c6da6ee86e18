package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.ControlStatus;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Makes the status out of what was seen. Pure: an unchanged world gives an equal status. */
final class WorkloadStatus {
  private static final int EVIDENCE = 5;
  private static final int LONGEST = 512;

  private WorkloadStatus() {}

  /**
   * The status after a pass.
   *
   * @param before the status so far
   * @param pass what was seen and done
   * @param now when
   */
  static PhiWorkloadStatus next(PhiWorkloadStatus before, Pass pass, DriftLog log, Instant now) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    List<Condition> conditions = new Conditions(before.conditions(), pass, log, time).all();
    return new PhiWorkloadStatus(
        pass.generation(),
        summary(pass),
        conditions,
        pass.results().stream().map(result -> control(result, before, time)).toList(),
        pass.present(),
        log.line(),
        log.total() == 0 ? null : log.total(),
        log.newest());
  }

  private static ControlStatus control(Result result, PhiWorkloadStatus before, String now) {
    String verdict = result.verdict().getClass().getSimpleName();
    String since =
        before.controls().stream()
            .filter(old -> old.id().equals(result.control().id()) && old.verdict().equals(verdict))
            .map(ControlStatus::since)
            .findFirst()
            .orElse(now);
    return new ControlStatus(
        result.control().id(),
        result.control().title(),
        result.control().citation().toString(),
        verdict,
        capped(result.verdict().evidence()),
        since);
  }

  private static List<String> capped(List<String> evidence) {
    Stream<String> sentences = evidence.stream().limit(EVIDENCE).map(WorkloadStatus::shortened);
    int more = evidence.size() - EVIDENCE;
    return (more > 0 ? Stream.concat(sentences, Stream.of("and " + more + " more")) : sentences)
        .toList();
  }

  private static String shortened(String sentence) {
    return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST - 1) + "…";
  }

  /** The first thing that is wrong, else how many controls hold. */
  static String summary(Pass pass) {
    return Stream.of(Verdict.Violated.class, Verdict.Undetermined.class)
        .flatMap(rank -> pass.results().stream().filter(r -> rank.isInstance(r.verdict())))
        .findFirst()
        .map(WorkloadStatus::finding)
        .orElseGet(() -> pass.results().size() + " of " + pass.results().size() + " controls hold");
  }

  private static String finding(Result result) {
    String evidence = result.verdict().evidence().stream().findFirst().orElse("no evidence");
    return result.control().id() + ": " + shortened(evidence);
  }
}
