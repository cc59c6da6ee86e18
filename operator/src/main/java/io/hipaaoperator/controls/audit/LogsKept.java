package io.hipaaoperator.controls.audit;

import io.hipaaoperator.api.LogClass;
import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.DeclaredSink;
import io.hipaaoperator.audit.NamedKey;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A8: audit logs are kept for six years, encrypted with a key of ours, and nobody can delete the
 * group; an archive that is declared is as good, and the roles that write may do no more, which IAM
 * is asked of those that are declared. That is organisational policy, supported by 316(b)(2)(i),
 * which speaks of documentation.
 */
public final class LogsKept {
  /** The control. */
  public static final Control<DeclaredSink> CONTROL =
      new Control<>(
          "A8",
          "Central logs ≥6 y, encrypted, immutable",
          Citation.required("164.316(b)(2)(i)"),
          List.of("AU-9", "AU-11"),
          Severity.CRITICAL,
          List.of(AuditFacts.LOG_GROUP),
          List.of(),
          (sink, facts) -> true,
          LogsKept::check,
          (sink, facts) -> List.of());

  private LogsKept() {}

  private static Verdict check(DeclaredSink sink, Facts facts) {
    return Provisions.proven(
        Verdict.worst(Stream.concat(kept(sink, facts), ArchiveKept.verdicts(sink, facts)).toList()),
        WritersBounded.verdicts(sink, facts));
  }

  private static Stream<Verdict> kept(DeclaredSink sink, Facts facts) {
    return facts
        .known(AuditFacts.LOG_GROUP)
        .map(group -> group(group, sink))
        .orElseGet(() -> Stream.of(Verdict.violated("there is no log group " + sink.group())));
  }

  private static Stream<Verdict> group(Group group, DeclaredSink sink) {
    return Stream.of(kept(group), encrypted(group, sink), protectedAgainstDeletion(group));
  }

  private static Verdict kept(Group group) {
    int least = LogClass.AUDIT.leastDays();
    String kept =
        group.retentionDays().map(days -> "kept " + days + " days").orElse("kept for ever");
    return group.retentionDays().orElse(Integer.MAX_VALUE) >= least
        ? Verdict.compliant(kept)
        : Verdict.violated(kept + ", six years are " + least);
  }

  private static Verdict encrypted(Group group, DeclaredSink sink) {
    Optional<String> declared = sink.key().flatMap(NamedKey::arn);
    if (group.key().isEmpty()) {
      return Verdict.violated("not encrypted with a key of KMS");
    }
    String found = group.key().get();
    return declared.isEmpty() || declared.get().equals(found)
        ? Verdict.compliant("encrypted with " + found)
        : Verdict.violated("encrypted with " + found + ", declared is " + declared.get());
  }

  private static Verdict protectedAgainstDeletion(Group group) {
    return group.isProtected()
        ? Verdict.compliant("protected against deletion")
        : Verdict.violated("not protected against deletion");
  }
}
