package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Namespace;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.LogClass;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.external.AllowedNamespaces;
import io.hipaaoperator.status.Judgements;
import io.hipaaoperator.status.StatusConditions;
import java.util.Objects;
import java.util.Optional;

/** The AuditSink that the logs of a workload go to, as far as it may refer to it. */
public sealed interface WorkloadSink {

  /** None is named: nothing is said of the logs. */
  record Unnamed() implements WorkloadSink {}

  /**
   * One that the workload's namespace may not refer to.
   *
   * @param why for people, with the fields that disagree
   */
  record Forbidden(String why) implements WorkloadSink {}

  /**
   * This one.
   *
   * @param name its name
   * @param group name of its log group
   * @param logs what its logs are for
   * @param unready why it is not known to be as declared; empty where it is
   * @param kept the verdict on how it keeps its logs
   */
  record Named(String name, String group, LogClass logs, Optional<String> unready, Verdict kept)
      implements WorkloadSink {
    /** Number of the control on a sink that says how its logs are kept. */
    private static final String KEPT = "A8";

    /** What those who name a sink look at. */
    static Named of(AuditSink sink) {
      AuditSinkStatus status = Objects.requireNonNullElse(sink.getStatus(), AuditSinkStatus.NONE);
      return new Named(
          sink.getMetadata().getName(),
          sink.getSpec().logGroup().name(),
          sink.getSpec().logClass(),
          unready(sink, status),
          Judgements.shown(KEPT, status.controls()));
    }

    /** What is said of an earlier declaration is nothing of this one. */
    private static Optional<String> unready(AuditSink sink, AuditSinkStatus status) {
      if (!Objects.equals(status.observedGeneration(), sink.getMetadata().getGeneration())) {
        return Optional.of("it was not looked at yet");
      }
      Optional<Condition> ready = StatusConditions.find("Ready", status.conditions());
      return ready.filter(it -> it.getStatus().equals("True")).isPresent()
          ? Optional.empty()
          : Optional.of(ready.map(Condition::getMessage).orElse("it was not looked at yet"));
    }
  }

  /** What an AuditSink is to the workloads of a namespace that name it. */
  static Fact<WorkloadSink> of(AuditSink named, Namespace namespace) {
    return new Fact.Known<>(
        AllowedNamespaces.of(named.getSpec()).contain(namespace)
            ? Named.of(named)
            : new Forbidden(why(named, namespace)));
  }

  /** There is no such sink, yet or any more. */
  static Fact<WorkloadSink> none(String auditSink) {
    return new Fact.Unreachable<>("there is no AuditSink " + auditSink);
  }

  private static String why(AuditSink named, Namespace namespace) {
    return "spec.auditSinkRef: AuditSink %s does not let namespace %s refer to it, see its spec.allowedNamespaces"
        .formatted(named.getMetadata().getName(), namespace.getMetadata().getName());
  }
}
