package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** Lifecycle rules in S3's words and in ours. */
class LifecycleTest {
  private static LifecycleRule.Builder expiring() {
    return LifecycleRule.builder()
        .id("archive")
        .status(ExpirationStatus.ENABLED)
        .expiration(end -> end.days(2192));
  }

  /** As S3 tells rules for all objects: with an empty prefix, with an old rule's, or without. */
  static Stream<LifecycleRule> plain() {
    return Stream.of(
        expiring().filter(filter -> filter.prefix("")).build(),
        expiring().filter(_ -> {}).build(),
        expiring().prefix("").build(),
        expiring().build());
  }

  @ParameterizedTest
  @MethodSource("plain")
  void aRuleForAllObjectsIsToldWhole(LifecycleRule rule) {
    var told = Lifecycle.told(rule);

    assertThat(told.isAll()).isTrue();
    assertThat(told.prefix()).isEmpty();
    assertThat(Lifecycle.told(Lifecycle.rule(told))).isEqualTo(told);
  }

  @Test
  void anOldRulesPrefixIsTold() {
    assertThat(Lifecycle.told(expiring().prefix("old/").build()).prefix()).isEqualTo("old/");
  }

  /** What our words leave out may delete sooner, or keep less. */
  static Stream<UnaryOperator<LifecycleRule.Builder>> more() {
    return Stream.of(
        rule -> rule.filter(filter -> filter.objectSizeGreaterThan(1L)),
        rule -> rule.filter(filter -> filter.and(and -> and.prefix("a").objectSizeLessThan(9L))),
        rule -> rule.expiration(end -> end.date(Instant.EPOCH)),
        rule -> rule.expiration(end -> end.expiredObjectDeleteMarker(true)),
        rule -> rule.transitions(move -> move.date(Instant.EPOCH).storageClass("GLACIER")),
        rule -> rule.noncurrentVersionTransitions(m -> m.noncurrentDays(1).storageClass("GLACIER")),
        rule ->
            rule.noncurrentVersionExpiration(
                end -> end.noncurrentDays(1).newerNoncurrentVersions(1)));
  }

  @ParameterizedTest
  @MethodSource("more")
  void aRuleThatSaysMoreIsToldAsSuch(UnaryOperator<LifecycleRule.Builder> more) {
    assertThat(Lifecycle.told(more.apply(expiring()).build()).isAll()).isFalse();
  }
}
