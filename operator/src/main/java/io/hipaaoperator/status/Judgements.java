package io.hipaaoperator.status;

import io.hipaaoperator.api.PhiWorkloadStatus.ControlStatus;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Verdict;
import java.util.List;
import java.util.stream.Stream;

/** Verdicts as a status shows them. */
public final class Judgements {
  private static final int EVIDENCE = 5;
  private static final int LONGEST = 512;

  private Judgements() {}

  /** The verdict on each control, and since when it is that. */
  public static List<ControlStatus> of(
      List<Result> results, List<ControlStatus> before, String now) {
    return results.stream().map(result -> control(result, before, now)).toList();
  }

  private static ControlStatus control(Result result, List<ControlStatus> before, String now) {
    String verdict = result.verdict().getClass().getSimpleName();
    String since =
        before.stream()
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
    Stream<String> sentences = evidence.stream().limit(EVIDENCE).map(Judgements::shortened);
    int more = evidence.size() - EVIDENCE;
    return (more > 0 ? Stream.concat(sentences, Stream.of("and " + more + " more")) : sentences)
        .toList();
  }

  private static String shortened(String sentence) {
    return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST - 1) + "…";
  }

  /** The verdict on a control that a status shows; undetermined where it shows none. */
  public static Verdict shown(String control, List<ControlStatus> controls) {
    return controls.stream()
        .filter(status -> status.id().equals(control))
        .findFirst()
        .map(Judgements::shown)
        .orElseGet(() -> Verdict.undetermined(control + " was not judged yet"));
  }

  private static Verdict shown(ControlStatus status) {
    return switch (status.verdict()) {
      case "Compliant" -> new Verdict.Compliant(status.evidence());
      case "Violated" -> new Verdict.Violated(status.evidence());
      default -> new Verdict.Undetermined(status.evidence());
    };
  }

  /** The first thing that is wrong, else how many controls hold. */
  public static String summary(List<Result> results) {
    return Stream.of(Verdict.Violated.class, Verdict.Undetermined.class)
        .flatMap(rank -> results.stream().filter(r -> rank.isInstance(r.verdict())))
        .findFirst()
        .map(Judgements::finding)
        .orElseGet(() -> results.size() + " of " + results.size() + " controls hold");
  }

  private static String finding(Result result) {
    String evidence = result.verdict().evidence().stream().findFirst().orElse("no evidence");
    return result.control().id() + ": " + shortened(evidence);
  }
}
