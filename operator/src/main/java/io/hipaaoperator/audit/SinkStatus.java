package io.hipaaoperator.audit;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.AuditSinkStatus.Kept;
import io.hipaaoperator.api.AuditSinkStatus.Proof;
import io.hipaaoperator.api.ReviewStatus;
import io.hipaaoperator.api.WriterStatus;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.external.ExternalConditions;
import io.hipaaoperator.status.DriftHistory;
import io.hipaaoperator.status.Judgements;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the status out of what was seen. Pure: an unchanged world gives an equal status. */
final class SinkStatus {
  private SinkStatus() {}

  /**
   * The status after a pass; what could not be read stays as it was seen last.
   *
   * @param before the status so far
   * @param pass what was seen and done
   * @param users how many workloads name the sink
   * @param now when
   */
  static AuditSinkStatus next(
      AuditSinkStatus before, SinkPass pass, int users, DriftHistory history, Instant now) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    var conditions = new ExternalConditions(pass.external(), history);
    Optional<Group> seen = pass.seen().flatMap(ObservedSink::group);
    return new AuditSinkStatus(
        pass.external().generation(),
        conditions.summary(),
        conditions.all(more(pass, conditions), before.conditions(), time),
        Judgements.of(pass.external().results(), before.controls(), time),
        seen.map(Group::name).orElse(before.logGroup()),
        seen.map(Group::arn).orElse(before.arn()),
        before.arn() == null ? pass.region().orElse(before.region()) : before.region(),
        seen.map(SinkStatus::kept).orElse(before.kept()),
        pass.proof().orElse(before.proof()),
        pass.seen()
            .map(sink -> review(sink.facts(Facts.none()), before.reviewed()))
            .orElse(before.review()),
        archive(pass).map(archive -> archive.status(before.archive())).orElse(before.archive()),
        writers(pass).map(Writers::all).orElse(before.writers()),
        users == 0 ? null : users,
        pass.external().children().present(),
        pass.external().settings().applied(),
        history.line(),
        history.total() == 0 ? null : history.total(),
        history.newest());
  }

  private static @Nullable ReviewStatus review(Facts facts, ReviewStatus before) {
    String detector = before.anomalyDetector();
    var review =
        new ReviewStatus(
            names(facts.get(AuditFacts.QUERIES), before.queries()),
            names(facts.get(AuditFacts.ALARMS), before.alarms()),
            names(facts.get(AuditFacts.DETECTORS), detector == null ? List.of() : List.of(detector))
                .stream()
                .findFirst()
                .orElse(null));
    return review.equals(ReviewStatus.NONE) ? null : review;
  }

  /** Names of those that are there, or were when they could be read last. */
  private static List<String> names(Fact<List<Provision>> fact, List<String> before) {
    return fact instanceof Fact.Known<List<Provision>>(List<Provision> all)
        ? all.stream().filter(Provision::exists).map(Provision::name).toList()
        : before;
  }

  static Optional<Archive> archive(SinkPass pass) {
    return part(Archive.class, pass);
  }

  private static Optional<Writers> writers(SinkPass pass) {
    return part(Writers.class, pass);
  }

  private static <P extends SinkPart> Optional<P> part(Class<P> kind, SinkPass pass) {
    return pass.seen().stream()
        .flatMap(seen -> seen.parts().stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst();
  }

  /** What those who write may do: what is said of the one of whom the worst is said. */
  private static Stream<Condition> bounded(SinkPass pass, ExternalConditions conditions) {
    return writers(pass).stream()
        .flatMap(
            writers ->
                writers.all().stream().min(Comparator.comparing(WriterStatus::result)).stream())
        .map(worst -> bounded(worst, conditions));
  }

  private static Condition bounded(WriterStatus worst, ExternalConditions conditions) {
    String status =
        switch (worst.result()) {
          case WriteOnly -> "True";
          case MayEdit, MayNotWrite -> "False";
          case Refused, RoleGone, OtherAccount, DependsOnConditions, Unreachable -> "Unknown";
        };
    String message = worst.role() + " " + worst.message();
    return conditions.condition("WritersBounded", status, worst.result().name(), message);
  }

  /** Says so while the archive keeps objects longer, or locks them harder, than declared. */
  private static Stream<Condition> archiveHeld(SinkPass pass, ExternalConditions conditions) {
    return archive(pass).flatMap(Archive::held).stream()
        .map(why -> conditions.condition("ArchiveHeld", "True", "NeverWeakened", why));
  }

  private static Kept kept(Group group) {
    return new Kept(
        SinkSettings.retention(group),
        group.key().orElse(null),
        group.isProtected(),
        group.created().toString());
  }

  private static List<Condition> more(SinkPass pass, ExternalConditions conditions) {
    return Stream.concat(
            pass.proof().map(proof -> proven(proof, conditions)).stream(),
            Stream.of(
                    ambiguous(pass, conditions),
                    held(pass, conditions),
                    archiveHeld(pass, conditions),
                    bounded(pass, conditions))
                .flatMap(Function.identity()))
        .toList();
  }

  /** Says so while several log groups match where one is to be found. */
  private static Stream<Condition> ambiguous(SinkPass pass, ExternalConditions conditions) {
    return pass.ambiguity().stream()
        .map(
            words -> conditions.condition(GroupDiscovery.AMBIGUOUS, "True", "SeveralMatch", words));
  }

  /** What the last proof says; of an event that is still looked for it says nothing. */
  private static Condition proven(Proof proof, ExternalConditions conditions) {
    String status =
        switch (proof.result()) {
          case Proven -> "True";
          case NotFound, NotMasked -> "False";
          case NotDetermined, Pending -> "Unknown";
        };
    return conditions.condition("LogsProven", status, proof.result().name(), proof.message());
  }

  /** Says so while events are kept longer than declared, which nobody may lower by a spec alone. */
  private static Stream<Condition> held(SinkPass pass, ExternalConditions conditions) {
    int declared = pass.declared().spec().retentionDays();
    return pass.seen().flatMap(ObservedSink::group).stream()
        .filter(group -> group.retentionDays().orElse(Integer.MAX_VALUE) > declared)
        .filter(_ -> !pass.declared().mayLower())
        .map(group -> held(group, declared, conditions));
  }

  private static Condition held(Group group, int declared, ExternalConditions conditions) {
    return conditions.condition(
        "RetentionHeld",
        "True",
        "NotAcknowledged",
        "kept %s, declared are %d days: to lower it takes spec.logGroup.acknowledgeLoweredRetention"
            .formatted(SinkSettings.retention(group), declared));
  }
}
