package io.hipaaoperator.secret;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.Write;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Observes, plans and applies. A revision is written before the SealedSecret that is made of it:
 * whoever dies in between, or is overtaken, finds it at the next pass, and no value is made twice.
 *
 * @param cluster is asked
 * @param revisions make and write revisions
 * @param passes over SealedSecrets
 * @param clock by which values are due
 */
record KeptSecrets(
    SecretCluster cluster, RevisionWrites revisions, ChildPasses passes, InstantSource clock)
    implements WorkloadSecrets {

  static KeptSecrets of(
      SecretCluster cluster,
      Function<Write, Outcome> writing,
      ChildPasses passes,
      InstantSource clock) {
    return new KeptSecrets(cluster, new RevisionWrites(writing), passes, clock);
  }

  @Override
  public SecretsPass keep(Of workload, Enforcement enforcement, Before before) {
    if (workload.declared().isEmpty()) {
      return SecretsPass.NONE;
    }
    var family = new SealedFamily(workload.uid(), workload.name());
    Before known =
        before.withChildren(before.children().stream().filter(SecretsPass::isOne).toList());
    List<SecretLook> looks =
        workload.declared().stream()
            .map(declared -> SecretLook.at(cluster, workload, declared, family, known))
            .map(look -> revisions.make(look, enforcement, clock.instant()))
            .toList();
    return pass(family, looks, enforcement, known.children());
  }

  private SecretsPass pass(
      SealedFamily family, List<SecretLook> looks, Enforcement enforcement, List<Child> before) {
    var there = new SealedReads(cluster, looks);
    Set<String> applied = names(there.applied());
    ChildPass children =
        passes.over(
            family,
            enforcement,
            before.stream().filter(child -> applied.contains(child.name())).toList(),
            there.applied().stream().flatMap(look -> look.desired(family).stream()).toList(),
            there.first(),
            there);
    ChildPass all =
        children
            .and(ChildPass.unlooked(unlooked(before, applied, names(looks))))
            .and(refusals(looks));
    return new SecretsPass(
        looks.stream().map(look -> look.state(there.newest(look), enforcement)).toList(), all);
  }

  private static Set<String> names(List<SecretLook> looks) {
    return looks.stream().map(SecretLook::name).collect(Collectors.toSet());
  }

  /** Those that are declared and could not be looked at stay known. */
  private static List<Child> unlooked(
      List<Child> before, Set<String> applied, Set<String> declared) {
    return before.stream()
        .filter(child -> declared.contains(child.name()) && !applied.contains(child.name()))
        .toList();
  }

  private static ChildPass refusals(List<SecretLook> looks) {
    return looks.stream()
        .flatMap(look -> look.refusal().stream())
        .reduce(ChildPass.NONE, ChildPass::refused, ChildPass::and);
  }
}
