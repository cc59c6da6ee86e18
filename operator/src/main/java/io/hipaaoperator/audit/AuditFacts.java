package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSinkStatus.Proof;
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

  private static final List<FactKind<?>> ALL = List.of(LOG_GROUP, MASKED, PROOF);

  private AuditFacts() {}

  /** Nothing could be read. */
  static Facts unreachable(String why) {
    Facts facts = Facts.none();
    for (FactKind<?> kind : ALL) {
      facts = facts.with(kind, new Fact.Unreachable<>(why));
    }
    return facts;
  }
}
