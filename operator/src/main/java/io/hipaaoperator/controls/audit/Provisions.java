package io.hipaaoperator.controls.audit;

import io.hipaaoperator.audit.EventAlarm;
import io.hipaaoperator.audit.Provision;
import io.hipaaoperator.audit.StatedReviews;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.control.Verdict.Compliant;
import io.hipaaoperator.control.Verdict.Undetermined;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Verdicts on what a sink declares by name: all of it does what is declared, or this does not. */
final class Provisions {
  private Provisions() {}

  /** The verdict on all of them; what they are is its first word. */
  static Verdict verdict(List<Provision> all, String subject) {
    List<String> complaints = all.stream().flatMap(one -> one.complaint().stream()).toList();
    return complaints.isEmpty()
        ? Verdict.compliant(subject + ": " + names(all))
        : new Verdict.Violated(complaints);
  }

  /**
   * To be set up is one thing, to be tried another: untried it is not known, however set up. What
   * is not known comes first: a status shows the first sentences.
   */
  static Verdict proven(Verdict configured, Stream<Verdict> proofs) {
    Verdict proof = Verdict.worst(proofs.toList());
    return configured instanceof Compliant && proof instanceof Undetermined
        ? new Undetermined(
            Stream.of(proof, configured).flatMap(part -> part.evidence().stream()).toList())
        : Verdict.worst(List.of(configured, proof));
  }

  /** That each of these alarms was tried, and reached somebody. */
  static Stream<Verdict> tried(List<Provision> alarms, StatedReviews reviews) {
    return alarms.stream()
        .map(Provision::name)
        .map(
            name ->
                reviews.newest(
                    review -> review.alarms().contains(name),
                    "that alarm %s reaches somebody is not stated in spec.reviews"
                        .formatted(name)));
  }

  private static String names(List<Provision> all) {
    return all.stream().map(Provision::name).collect(Collectors.joining(", "));
  }

  /** Those of these alarms that are declared. */
  static List<Provision> of(List<Provision> all, List<EventAlarm> wanted) {
    List<String> names = wanted.stream().map(EventAlarm::leaf).toList();
    return all.stream().filter(one -> names.contains(one.name())).toList();
  }
}
