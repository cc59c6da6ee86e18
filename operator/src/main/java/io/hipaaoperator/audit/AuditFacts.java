package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSinkSpec;
import io.hipaaoperator.api.AuditSinkStatus.Proof;
import io.hipaaoperator.api.WriterStatus;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.FactKind;
import io.hipaaoperator.control.Facts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The kinds of facts that are read about a sink. */
public final class AuditFacts {
  /** The log group; empty where there is none. */
  public static final FactKind<Optional<Group>> LOG_GROUP = FactKind.named("the log group");

  /** What is masked in its events, by AWS's names of identifiers. */
  public static final FactKind<Set<String>> MASKED =
      FactKind.named("what is masked in the log group's events");

  /** The last test of whether events arrive, and masked. */
  public static final FactKind<Proof> PROOF =
      FactKind.named("the proof that events arrive, and masked");

  /** The queries that are declared. */
  public static final FactKind<List<Provision>> QUERIES = FactKind.named("the saved queries");

  /** The alarms that are declared. */
  public static final FactKind<List<Provision>> ALARMS = FactKind.named("the alarms");

  /** The anomaly detector that is declared; none where none is. */
  public static final FactKind<List<Provision>> DETECTORS = FactKind.named("the anomaly detector");

  /** The bucket of its archive; empty where the resource has none. */
  public static final FactKind<Optional<ArchiveBucket>> ARCHIVE = FactKind.named("the archive");

  /** What IAM says of the roles that write to it. */
  public static final FactKind<List<WriterStatus>> WRITERS = FactKind.named("the writers' rights");

  /** What people state of their reviews. */
  public static final FactKind<StatedReviews> REVIEWS = FactKind.named("the stated reviews");

  private static final List<FactKind<?>> ALL =
      List.of(LOG_GROUP, MASKED, PROOF, QUERIES, ALARMS, DETECTORS, ARCHIVE, WRITERS);

  private AuditFacts() {}

  /** What is known without a look: of what is not declared there is nothing to judge. */
  static Facts undeclared(DeclaredSink sink) {
    AuditSinkSpec spec = sink.spec();
    Facts facts = Facts.none().with(REVIEWS, StatedReviews.of(spec.reviews(), sink.now()));
    if (!spec.alarms().areAny()) {
      facts = facts.with(ALARMS, List.of());
    }
    if (spec.writers().isEmpty()) {
      facts = facts.with(WRITERS, List.of());
    }
    return spec.anomalies().looks() ? facts : facts.with(DETECTORS, List.of());
  }

  /** Nothing could be read. */
  static Facts unreachable(DeclaredSink sink, String why) {
    Facts facts = undeclared(sink);
    for (FactKind<?> kind : ALL) {
      if (facts.get(kind) instanceof Fact.Unreachable<?>) {
        facts = facts.with(kind, new Fact.Unreachable<>(why));
      }
    }
    return facts;
  }
}
