package io.hipaaoperator.controls.audit;

import io.hipaaoperator.api.LogClass;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.workload.Workload;
import io.hipaaoperator.workload.WorkloadFacts;
import io.hipaaoperator.workload.WorkloadSink;
import io.hipaaoperator.workload.WorkloadSink.Named;
import java.util.List;
import java.util.stream.Stream;

/**
 * A8, of a workload that names an AuditSink: it may, the sink is for audit logs and as declared,
 * and keeps them as A8 asks of it. What the pods write there is not looked at.
 */
public final class LogsGoToSink {
  private static final Control<?> OF_SINK = LogsKept.CONTROL;

  /** The control. */
  public static final Control<Workload> CONTROL =
      new Control<>(
          OF_SINK.id(),
          OF_SINK.title(),
          OF_SINK.citation(),
          OF_SINK.nist(),
          OF_SINK.severity(),
          List.of(WorkloadFacts.SINK),
          List.of(),
          (workload, facts) -> workload.spec().sinkName().isPresent(),
          LogsGoToSink::check,
          (workload, facts) -> List.of());

  private LogsGoToSink() {}

  private static Verdict check(Workload workload, Facts facts) {
    return switch (facts.known(WorkloadFacts.SINK)) {
      case WorkloadSink.Unnamed() -> Verdict.undetermined("no AuditSink is named");
      case WorkloadSink.Forbidden(String why) -> Verdict.violated(why);
      case Named sink -> check(sink);
    };
  }

  private static Verdict check(Named sink) {
    return sink.logs() == LogClass.AUDIT
        ? Verdict.worst(Stream.concat(unready(sink), Stream.of(kept(sink))).toList())
        : Verdict.violated(
            "spec.auditSinkRef: AuditSink " + sink.name() + " is not of class audit");
  }

  private static Stream<Verdict> unready(Named sink) {
    return sink.unready().stream()
        .map(why -> "AuditSink " + sink.name() + " is not Ready: " + why)
        .map(Verdict::undetermined);
  }

  /** The verdict on the sink, with its name in each sentence. */
  private static Verdict kept(Named sink) {
    String prefix = "AuditSink " + sink.name() + ", " + sink.group() + ": ";
    List<String> evidence = sink.kept().evidence().stream().map(prefix::concat).toList();
    return switch (sink.kept()) {
      case Verdict.Compliant _ -> new Verdict.Compliant(evidence);
      case Verdict.Violated _ -> new Verdict.Violated(evidence);
      case Verdict.Undetermined _ -> new Verdict.Undetermined(evidence);
    };
  }
}
