package io.hipaaoperator.controls.audit;

import io.hipaaoperator.api.WriterStatus;
import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.DeclaredSink;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Verdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * Of A8, what concerns the roles that write: they may write, and must neither delete nor edit. IAM
 * was asked; nobody tried.
 */
final class WritersBounded {
  private WritersBounded() {}

  /** Where no role is declared nobody was asked about, and nothing is known. */
  static Stream<Verdict> verdicts(DeclaredSink sink, Facts facts) {
    if (sink.spec().writers().isEmpty()) {
      return Stream.of(
          Verdict.undetermined(
              "that who writes may neither delete nor edit is not known: spec.writers names"
                  + " nobody"));
    }
    return switch (facts.get(AuditFacts.WRITERS)) {
      case Fact.Known<List<WriterStatus>>(List<WriterStatus> all) ->
          all.stream().map(WritersBounded::verdict);
      case Fact.Unreachable<List<WriterStatus>>(String why, _) ->
          Stream.of(Verdict.undetermined("writers: " + why));
    };
  }

  private static Verdict verdict(WriterStatus writer) {
    String said = "%s %s".formatted(writer.role(), writer.message());
    return switch (writer.result()) {
      case WriteOnly -> Verdict.compliant("%s, IAM said at %s".formatted(said, writer.time()));
      case MayEdit, MayNotWrite ->
          Verdict.violated("%s, IAM said at %s".formatted(said, writer.time()));
      case Refused, RoleGone, OtherAccount, DependsOnConditions, Unreachable ->
          Verdict.undetermined(
              "what %s may do is not known: %s".formatted(writer.role(), writer.message()));
    };
  }
}
