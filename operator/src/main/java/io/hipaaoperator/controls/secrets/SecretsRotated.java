package io.hipaaoperator.controls.secrets;

import io.hipaaoperator.api.WorkloadSecret;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.secret.SecretAge;
import io.hipaaoperator.workload.Workload;
import io.hipaaoperator.workload.WorkloadFacts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * B15, the Secrets that a workload declares: each has somebody who answers for it, and no value is
 * older than it may become. It is the age of what was sealed that counts, not of the object.
 */
public final class SecretsRotated {
  /** The control. */
  public static final Control<Workload> CONTROL =
      new Control<>(
          "B15",
          "Secret rotation cadence + owner",
          Citation.addressable("164.308(a)(5)(ii)(D)"),
          List.of("IA-5", "SC-12"),
          Severity.IMPORTANT,
          List.of(WorkloadFacts.SECRET_AGES),
          List.of(),
          (workload, facts) -> !workload.spec().secrets().isEmpty(),
          (workload, facts) ->
              Verdict.worst(
                  facts.known(WorkloadFacts.SECRET_AGES).stream()
                      .map(SecretsRotated::check)
                      .toList()),
          (workload, facts) -> List.of());

  private SecretsRotated() {}

  private static Verdict check(SecretAge age) {
    WorkloadSecret declared = age.declared();
    String name = "secret " + declared.name() + ": ";
    return declared.owner() == null
        ? Verdict.violated(name + "owner is not set")
        : declared
            .oldest()
            .map(days -> check(age, days, name))
            .orElseGet(() -> Verdict.undetermined(name + "maxAgeDays is not set"));
  }

  /** What is too old is so whatever else is unknown. */
  private static Verdict check(SecretAge age, int days, String name) {
    Optional<Instant> over = age.oldest().filter(made -> age.isOver(made, days));
    return over.map(made -> tooOld(made, days, name)).orElseGet(() -> young(age, days, name));
  }

  private static Verdict tooOld(Instant made, int days, String name) {
    return Verdict.violated(
        "%sa current value of %s is older than the %d days of maxAgeDays"
            .formatted(name, made, days));
  }

  private static Verdict young(SecretAge age, int days, String name) {
    if (age.doubt() != null) {
      return Verdict.undetermined(name + age.doubt());
    }
    return age.oldest()
        .map(
            made ->
                Verdict.compliant(
                    "%sthe oldest current value is of %s, %d days may pass, %s answers for it"
                        .formatted(
                            name, made, days, Objects.requireNonNull(age.declared().owner()))))
        .orElseGet(() -> Verdict.undetermined(name + "it is not sealed yet"));
  }
}
