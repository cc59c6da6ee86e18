package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSinkSpec;
import io.hipaaoperator.api.HealthIdentifier;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is masked in the events of a group.
 *
 * @param policy its data-protection policy, as JSON
 */
record Masking(DeclaredSink declared, Group group, Answer<Optional<String>> policy)
    implements SinkPart {
  private static final FieldPath MASKING = FieldPath.ROOT.child("dataProtection");

  @Override
  public List<Setting<SinkWrite>> settings() {
    return declared.spec().masks() ? List.of(masked(identifiers(declared.spec()))) : List.of();
  }

  @Override
  public Facts with(Facts facts) {
    return facts.with(AuditFacts.MASKED, policy.map(Masking::masked).fact());
  }

  private static Set<String> masked(Optional<String> policy) {
    return policy.map(MaskingPolicy::masked).orElse(Set.of());
  }

  private static Set<String> identifiers(AuditSinkSpec spec) {
    return spec.logGroup().dataProtection().identifiers().stream()
        .map(HealthIdentifier::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Setting<SinkWrite> masked(Set<String> wanted) {
    return new Setting<>(
        MASKING,
        Setting.digest(String.join(" ", wanted)),
        policy.map(found -> deviation(masked(found), wanted)).fact(),
        new Remedy.Write<>(
            new GroupWrite.Mask(MaskingPolicy.extended(there(), wanted, partition()))));
  }

  private String there() {
    return policy.answered().flatMap(Function.identity()).orElse("");
  }

  private static Optional<Deviation> deviation(Set<String> found, Set<String> wanted) {
    String expected = String.join(", ", wanted);
    if (found.containsAll(wanted)) {
      return Optional.empty();
    }
    return Optional.of(
        found.isEmpty()
            ? Deviation.removed(expected, true)
            : Deviation.changed(expected, String.join(", ", found), true));
  }

  private String partition() {
    return group.arn().split(":", 3)[1];
  }
}
