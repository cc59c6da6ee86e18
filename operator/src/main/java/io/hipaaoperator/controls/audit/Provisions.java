package io.hipaaoperator.controls.audit;

import io.hipaaoperator.audit.EventAlarm;
import io.hipaaoperator.audit.Provision;
import io.hipaaoperator.control.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** Verdicts on what a sink declares by name: all of it does what is declared, or this does not. */
final class Provisions {
  private Provisions() {}

  /**
   * The verdict on all of them.
   *
   * @param subject what they are
   * @param limits what a pass does not say
   */
  static Verdict verdict(List<Provision> all, String subject, String limits) {
    List<String> complaints = all.stream().flatMap(one -> one.complaint().stream()).toList();
    return complaints.isEmpty()
        ? Verdict.compliant(subject + ": " + names(all) + limits)
        : new Verdict.Violated(complaints);
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
