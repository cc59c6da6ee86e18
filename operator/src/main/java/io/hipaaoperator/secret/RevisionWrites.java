package io.hipaaoperator.secret;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.Write;
import io.hipaaoperator.seal.SealError;
import io.hipaaoperator.seal.SealingCertificate;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes the revisions that are missing, and writes them. */
final class RevisionWrites {
  private final Function<Write, Outcome> writing;
  private final SecretMaking making = new SecretMaking();

  RevisionWrites(Function<Write, Outcome> writing) {
    this.writing = writing;
  }

  /** The same look, with the revision that was missing or why it still is. */
  SecretLook make(SecretLook look, Enforcement enforcement, Instant now) {
    return look.writable().map(past -> make(look, past, enforcement, now)).orElse(look);
  }

  private SecretLook make(SecretLook look, SecretPast past, Enforcement enforcement, Instant now) {
    return past.lost(look.declared().keys())
        .map(look::hindered)
        .or(
            () ->
                SecretPlan.of(look.declared(), past, now)
                    .map(plan -> made(look, plan, enforcement, now)))
        .orElse(look);
  }

  private SecretLook made(SecretLook look, SecretPlan plan, Enforcement enforcement, Instant now) {
    if (enforcement != Enforcement.Enforce) {
      return look.hindered(SecretProblem.notEnforced());
    }
    try {
      return plan.whole()
          .map(revision -> written(look, revision))
          .orElseGet(() -> sealed(look, plan, now));
    } catch (SealError e) {
      return look.hindered(SecretProblem.of(e));
    }
  }

  private SecretLook sealed(SecretLook look, SecretPlan plan, Instant now) {
    return switch (look.certificate()) {
      case Fact.Known<SealingCertificate>(var certificate) ->
          written(look, making.make(look.namespace(), look.name(), plan, certificate, now));
      case Fact.Unreachable<SealingCertificate>(String why, _) ->
          look.hindered(SecretProblem.withoutCertificate(why));
    };
  }

  private SecretLook written(SecretLook look, SecretRevision revision) {
    Outcome outcome =
        writing.apply(new Write.Create(RevisionObject.of(look.namespace(), look.name(), revision)));
    return outcome.refusal().map(look::refused).orElseGet(() -> look.with(after(look, revision)));
  }

  private static SecretHistory after(SecretLook look, SecretRevision revision) {
    List<SecretRevision> before =
        look.writable().map(past -> past.history().revisions()).orElse(List.of());
    return new SecretHistory(Stream.concat(Stream.of(revision), before.stream()).toList());
  }
}
