package io.hipaaoperator.audit;

import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.control.FactKind;
import java.util.Optional;
import java.util.Set;

/** The kinds of facts that are read about a sink. */
public final class AuditFacts {
  /** The log group; empty where there is none. */
  public static final FactKind<Optional<Group>> LOG_GROUP = FactKind.named("the log group");

  /** What is masked in its events, by AWS's names of identifiers. */
  public static final FactKind<Set<String>> MASKED =
      FactKind.named("what is masked in the log group's events");

  private AuditFacts() {}
}
