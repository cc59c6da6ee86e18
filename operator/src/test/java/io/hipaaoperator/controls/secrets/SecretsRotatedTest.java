package io.hipaaoperator.controls.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.PhiWorkloadSpec;
import io.hipaaoperator.api.SecretKey;
import io.hipaaoperator.api.Selector;
import io.hipaaoperator.api.WorkloadSecret;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.secret.SecretAge;
import io.hipaaoperator.workload.Workload;
import io.hipaaoperator.workload.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecretsRotatedTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void whatIsYoungAndHasAnOwnerComplies() {
    assertThat(verdict(secret("platform", 90), Optional.of(daysAgo(90))))
        .isInstanceOf(Verdict.Compliant.class);
  }

  @Test
  void whatIsTooOldDoesNot() {
    Verdict verdict = verdict(secret("platform", 90), Optional.of(daysAgo(91)));

    assertThat(verdict).isInstanceOf(Verdict.Violated.class);
    assertThat(verdict.evidence()).singleElement().asString().contains("secret db", "90 days");
  }

  /** As where the controller has not opened the newest value. */
  @Test
  void whatIsInDoubtIsUnknownUnlessItIsTooOldForCertain() {
    assertThat(verdict(secret("platform", 90), Optional.of(daysAgo(1)), "not opened"))
        .isInstanceOf(Verdict.Undetermined.class);
    assertThat(verdict(secret("platform", 90), Optional.of(daysAgo(91)), "not opened"))
        .isInstanceOf(Verdict.Violated.class);
  }

  @Test
  void whatNobodyAnswersForDoesNot() {
    assertThat(verdict(secret(null, 90), Optional.of(NOW))).isInstanceOf(Verdict.Violated.class);
  }

  @Test
  void withoutABoundOrAnAgeNothingIsKnown() {
    assertThat(verdict(secret("platform", null), Optional.of(NOW)))
        .isInstanceOf(Verdict.Undetermined.class);
    assertThat(verdict(secret("platform", 90), Optional.empty()).evidence())
        .containsExactly("secret db: nothing answers");
  }

  @Test
  void whoDeclaresNoneIsNotJudged() {
    assertThat(judged(List.of(), Facts.none().with(WorkloadFacts.SECRET_AGES, List.of())))
        .isEmpty();
  }

  @Test
  void whatWasNotLookedAtIsUnknown() {
    assertThat(judged(List.of(secret("platform", 90)), Facts.none()).orElseThrow().verdict())
        .isInstanceOf(Verdict.Undetermined.class);
  }

  private static Verdict verdict(WorkloadSecret secret, Optional<Instant> oldest) {
    return verdict(secret, oldest, oldest.isPresent() ? null : "nothing answers");
  }

  private static Verdict verdict(
      WorkloadSecret secret, Optional<Instant> oldest, @Nullable String doubt) {
    var age = new SecretAge(secret, oldest, NOW, doubt);
    Facts facts = Facts.none().with(WorkloadFacts.SECRET_AGES, List.of(age));
    return judged(List.of(secret), facts).orElseThrow().verdict();
  }

  private static Optional<Result> judged(List<WorkloadSecret> secrets, Facts facts) {
    var spec = new PhiWorkloadSpec(Selector.ALL, null, null, null, null, secrets);
    return SecretsRotated.CONTROL.judge(new Workload("clinic", "records", "uid", spec), facts);
  }

  private static WorkloadSecret secret(@Nullable String owner, @Nullable Integer maxAgeDays) {
    var key = new SecretKey("password", new SecretKey.Generate(null, null), null);
    return new WorkloadSecret("db", null, List.of(key), owner, maxAgeDays);
  }

  private static Instant daysAgo(int days) {
    return NOW.minus(Duration.ofDays(days));
  }
}
