package io.hipaaoperator.objects;

import static io.hipaaoperator.objects.MemoryObjects.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.RetentionPolicyStatus.ObjectRule;
import io.hipaaoperator.api.RetentionPolicyStatus.RuleState;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.ObjectRules.Ends;
import io.hipaaoperator.aws.ObjectRules.LifecycleRule;
import io.hipaaoperator.drift.SettingComparison.Found;
import io.hipaaoperator.objects.Ending.Rest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a policy does to the lifecycle rules of a bucket, and what it says of them. */
class EndingPassesTest {
  private static final int DAYS = 2557;
  private static final Optional<Rest> NOT_APPROVED =
      Optional.of(new Rest("NotApproved", "nobody agreed"));

  private final MemoryObjects s3 = new MemoryObjects();
  private final EndingPasses passes = new EndingPasses(s3.allowing(() -> services()));
  private boolean isEnabled = true;
  private Map<String, String> applied = Map.of();
  private List<Ending> endings = List.of(ending(DAYS, false, Optional.empty()));
  private List<String> former = List.of();

  private static Ending ending(int days, boolean mayLower, Optional<Rest> rest) {
    return new Ending("u1", BUCKET, "scans/", days, mayLower, rest, Optional.empty());
  }

  private Answer<Services> services() {
    return isEnabled ? Answer.known(s3.services()) : ObjectBuckets.notEnabled();
  }

  private EndingPasses.Declared declared(EndingPasses.Place... places) {
    return new EndingPasses.Declared(
        "visits", "u1", "clinic", endings, former, List.of(places), Optional.of(Set.of("u1")));
  }

  private LifecycleRule rule(String id) {
    return Objects.requireNonNull(s3.rules.get(id));
  }

  private EndingPass pass(Enforcement enforcement) {
    EndingPass pass = passes.over(enforcement, declared(), applied);
    applied = pass.held().settings().applied();
    return pass;
  }

  private EndingPass pass() {
    return pass(Enforcement.Enforce);
  }

  private LifecycleRule own() {
    return rule(endings.getFirst().rule());
  }

  private static Ends ends(@Nullable Integer objects, @Nullable Integer versions) {
    return new Ends(Optional.ofNullable(objects), Optional.ofNullable(versions), Optional.of(7));
  }

  private void foreign(String prefix, boolean isAll, Ends ends) {
    s3.rules.put("theirs", new LifecycleRule("theirs", true, prefix, List.of(), ends, isAll));
  }

  private static ObjectRule told(EndingPass pass) {
    return pass.rules().getFirst();
  }

  @Test
  void anApprovedPrefixHasARuleOfItsOwnBesideThoseOfOthers() {
    foreign("logs/", true, ends(1, 1));

    assertThat(told(pass()).state()).isEqualTo(RuleState.Enforced);

    assertThat(own().prefix()).isEqualTo("scans/");
    assertThat(own().ends()).isEqualTo(ends(DAYS, DAYS));
    assertThat(s3.rules).containsKey("theirs").hasSize(2);
    s3.writes.clear();
    pass();
    assertThat(s3.writes).as("nothing changed").isEmpty();
  }

  @Test
  void withoutTheFlagNothingIsCalled() {
    isEnabled = false;

    EndingPass pass = pass();

    assertThat(pass.lack().orElseThrow().reason()).isEqualTo("ObjectsNotEnabled");
    assertThat(told(pass).state()).isEqualTo(RuleState.Unread);
    assertThat(s3.calls).isZero();
  }

  @Test
  void withoutTheOwnersWordNothingIsWritten() {
    s3.tags.clear();

    EndingPass pass = pass();

    assertThat(pass.lack().orElseThrow().reason()).isEqualTo("BucketNotAllowed");
    assertThat(pass.lack().orElseThrow().message()).contains(BUCKET, "namespace clinic");
    assertThat(told(pass).state()).isEqualTo(RuleState.Unread);
    assertThat(s3.writes).isEmpty();
  }

  @Test
  void nothingEndsBeforeSomebodyAgreed() {
    endings = List.of(ending(DAYS, false, NOT_APPROVED));
    EndingPass pass = pass();
    assertThat(s3.rules).isEmpty();
    assertThat(told(pass).state()).isEqualTo(RuleState.Resting);
    assertThat(EndingState.of(endings, pass.rules()).reason()).isEqualTo("NotApproved");

    endings = List.of(ending(DAYS, false, Optional.empty()));
    pass();
    assertThat(own().isEnabled()).isTrue();
    endings = List.of(ending(DAYS, false, NOT_APPROVED));
    assertThat(told(pass()).state()).isEqualTo(RuleState.Resting);
    assertThat(own().isEnabled()).isFalse();
  }

  /** While nothing may end, whatever does is told, and whose it may have been. */
  @Test
  void whatEndsWhileNothingMayIsSaid() {
    endings = List.of(ending(DAYS, false, NOT_APPROVED));
    foreign("scans/old/", true, ends(null, DAYS + 1));
    s3.rules.put("hipaa-operator/gone/0", rule("theirs", "hipaa-operator/gone/0"));

    EndingPass pass = pass();

    assertThat(told(pass).state()).isEqualTo(RuleState.Deviating);
    assertThat(told(pass).message())
        .contains("theirs", "hipaa-operator/gone/0 on scans/old/*", "left over");
    assertThat(EndingState.of(endings, pass.rules()).reason()).isEqualTo("ObjectsDeviate");
    assertThat(s3.writes).as("it is theirs").isEmpty();
  }

  private LifecycleRule rule(String id, String other) {
    LifecycleRule it = rule(id);
    return new LifecycleRule(
        other, it.isEnabled(), it.prefix(), it.transitions(), it.ends(), it.isAll());
  }

  @Test
  void whatIsNotReadIsNotTakenForAtRest() {
    endings = List.of(ending(DAYS, false, NOT_APPROVED));
    s3.failing.put("lifecycle", new Answer.Unreachable<>("throttled by AWS"));

    assertThat(EndingState.of(endings, pass().rules()).reason()).isEqualTo("ObjectsUnread");
  }

  /** While the plan is not known the rule stays as it is, and nobody says it is right. */
  @Test
  void whatIsInDoubtIsLeft() {
    pass();
    s3.writes.clear();
    endings =
        List.of(
            new Ending(
                "u1", BUCKET, "scans/", 30, true, Optional.empty(), Optional.of("not listed")));

    EndingPass pass = pass();

    assertThat(told(pass).state()).isEqualTo(RuleState.Unread);
    assertThat(told(pass).message()).contains("not listed");
    assertThat(s3.writes).isEmpty();
    assertThat(own().isEnabled()).isTrue();
  }

  @Test
  void allRulesOfABucketAreWrittenAtOnce() {
    Ending letters =
        new Ending("u1", BUCKET, "letters/", DAYS, false, Optional.empty(), Optional.empty());
    endings = List.of(endings.getFirst(), letters);

    EndingPass pass = pass();

    assertThat(s3.rules).hasSize(2);
    assertThat(s3.writes).containsExactly("putRules");
    assertThat(pass.held().repairs()).hasSize(2).allMatch(it -> it.succeeded());
  }

  @Test
  void whatEndsEarlierThanDeclaredIsDriftAndPutBack() {
    pass();
    s3.rules.put(own().id(), endings.getFirst().ending(Optional.of(30), Optional.of(30)));

    EndingPass pass = pass();

    assertThat(own().ends()).isEqualTo(ends(DAYS, DAYS));
    Found<RuleWrite> drift = pass.held().repairs().getFirst().found();
    assertThat(drift.drifted()).isTrue();
    assertThat(drift.drift().weakens()).isTrue();
  }

  /** Who also lets something live longer does not hide it. */
  @Test
  void whatEndsEarlierInPartIsDriftToo() {
    pass();
    s3.rules.put(own().id(), endings.getFirst().ending(Optional.of(30), Optional.empty()));

    EndingPass pass = pass();

    assertThat(own().ends()).isEqualTo(ends(DAYS, null));
    Found<RuleWrite> drift = pass.held().repairs().getFirst().found();
    assertThat(drift.drifted()).isTrue();
    assertThat(drift.drift().weakens()).isTrue();
    assertThat(told(pass).message()).contains("versions never", "acknowledgeShortening");
  }

  @Test
  void aRuleThatSomebodyTookAwayOrTurnedOffIsPutBack() {
    pass();
    s3.rules.clear();
    assertThat(pass().held().repairs()).hasSize(1);
    assertThat(own().isEnabled()).isTrue();
    s3.rules.put(own().id(), PrefixRule.disabled(own()));

    assertThat(pass().held().repairs().getFirst().found().drift().weakens()).isFalse();
    assertThat(own().isEnabled()).isTrue();
  }

  @Test
  void aPeriodIsNotShortenedWithoutAWord() {
    pass();
    endings = List.of(ending(365, false, Optional.empty()));
    EndingPass kept = pass();
    assertThat(own().ends()).isEqualTo(ends(DAYS, DAYS));
    assertThat(told(kept).state()).isEqualTo(RuleState.Deviating);
    assertThat(told(kept).message()).contains("spec.acknowledgeShortening");

    endings = List.of(ending(365, true, Optional.empty()));
    assertThat(told(pass()).state()).isEqualTo(RuleState.Enforced);
    assertThat(own().ends()).isEqualTo(ends(365, 365));
    endings = List.of(ending(DAYS, false, Optional.empty()));
    pass();
    assertThat(own().ends()).as("longer takes no word").isEqualTo(ends(DAYS, DAYS));
  }

  @Test
  void foreignRulesThatEndEarlierAreSaidAndLeft() {
    pass();
    foreign("scans/old/", true, ends(30, null));

    EndingPass pass = pass();

    Found<RuleWrite> found = pass.held().settings().deviations().getFirst();
    assertThat(found.drifted()).isTrue();
    assertThat(found.drift().weakens()).isTrue();
    assertThat(told(pass).message()).contains("theirs");
    assertThat(EndingState.of(endings, pass.rules()).reason()).isEqualTo("ObjectsDeviate");
    assertThat(rule("theirs").ends().objects()).contains(30);
  }

  @Test
  void ofForeignRulesOnlyThoseCountThatMayEndSomethingHere() {
    foreign("", true, ends(null, null));
    assertThat(told(pass()).state()).isEqualTo(RuleState.Enforced);
    foreign("scan-of-today/", true, ends(1, 1));
    assertThat(told(pass()).state()).isEqualTo(RuleState.Enforced);
    foreign("", true, ends(null, 10));
    assertThat(told(pass()).state()).isEqualTo(RuleState.Deviating);
    foreign("", false, ends(null, null));
    assertThat(told(pass()).state()).as("it may say a date").isEqualTo(RuleState.Deviating);
  }

  @Test
  void whatCouldNotBeReadIsNeverCompliant() {
    pass();
    s3.failing.put("lifecycle", new Answer.Refused<>("AccessDenied", "no"));

    EndingPass pass = pass();

    assertThat(told(pass).state()).isEqualTo(RuleState.Unread);
    assertThat(pass.held().settings().unknown()).isNotEmpty();
    assertThat(EndingState.of(endings, pass.rules()).reason()).isEqualTo("ObjectsUnread");
    s3.failing.clear();
    assertThat(pass().held().repairs()).as("what held before is remembered").isEmpty();
  }

  @Test
  void observeOnlySays() {
    EndingPass pass = pass(Enforcement.Observe);

    assertThat(s3.writes).isEmpty();
    assertThat(told(pass).state()).isEqualTo(RuleState.Deviating);
  }

  @Test
  void whatIsDeclaredNoMoreEndsNothing() {
    pass();
    String id = own().id();
    endings = List.of();
    former = List.of(BUCKET);
    s3.failing.put("putRules", new Answer.Unreachable<>("throttled by AWS"));
    assertThat(told(pass()).state()).isEqualTo(RuleState.Deviating);
    s3.failing.clear();

    EndingPass pass = pass();

    assertThat(pass.rules()).isEmpty();
    assertThat(rule(id).isEnabled()).isFalse();
    assertThat(applied).isEmpty();
  }

  @Test
  void aBucketElsewhereIsRefusedByItsField() {
    var declared =
        declared(
            new EndingPasses.Place("spec.targets[0].s3.region", BUCKET, "eu-west-1"),
            new EndingPasses.Place("spec.targets[1].s3.region", "another", "us-east-1"));

    EndingPass pass = passes.over(Enforcement.Enforce, declared, Map.of());

    assertThat(pass.lack().orElseThrow().message())
        .contains("spec.targets[0].s3.region", "eu-west-1", "us-east-1");
    assertThat(told(pass).state()).isEqualTo(RuleState.Unread);
    assertThat(s3.writes).isEmpty();
  }
}
