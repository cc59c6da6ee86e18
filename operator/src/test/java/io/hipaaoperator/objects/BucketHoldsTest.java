package io.hipaaoperator.objects;

import static io.hipaaoperator.objects.MemoryObjects.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.LegalHoldSpec;
import io.hipaaoperator.api.LegalHoldStatus.BucketHold;
import io.hipaaoperator.api.LegalHoldStatus.HoldState;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Dying;
import io.hipaaoperator.aws.ObjectHolds;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.objects.BucketHolds.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a LegalHold does to the versions of a bucket, and what it says of that. */
class BucketHoldsTest {
  private static final String SPEC =
      """
      matter: Smith v. Clinic
      reason: Subpoena of the county court
      issuer: counsel@clinic
      since: '2026-11-01'
      buckets: [{bucket: clinic-scans, prefix: smith/}]
      """;
  private static final String RELEASE =
      "release: {by: judge@county, reason: The case was settled, at: '2026-11-20'}\n";
  private static final String TAG = "hipaa-operator.io/legal-hold/";

  private final MemoryObjects s3 = new MemoryObjects();
  private Services services = s3.services();
  private boolean isEnabled = true;
  private Instant now = Instant.parse("2026-11-28T12:00:00Z");
  private BucketHolds holds = operator();
  private List<BucketHold> status = List.of();
  private Fact<List<HoldOrder>> others = new Fact.Known<>(List.of());

  BucketHoldsTest() {
    s3.put("jones/1", "a");
    s3.put("smith/1", "a");
    s3.put("smith/1", "b");
    s3.put("smith/2", "a");
  }

  private BucketHolds operator() {
    return new BucketHolds(s3.allowing(() -> services()), Duration.ofMinutes(1), () -> now);
  }

  private Answer<Services> services() {
    return isEnabled ? Answer.known(services) : ObjectBuckets.notEnabled();
  }

  private static HoldOrder order(String uid, String spec) {
    return new HoldOrder(uid, "clinic", 1, Serialization.unmarshal(spec, LegalHoldSpec.class));
  }

  private Held pass(String uid, String spec) {
    now = now.plusSeconds(90);
    Held held = holds.over(order(uid, spec), status, () -> others);
    status = held.states();
    return held;
  }

  private BucketHold state() {
    return status.getFirst();
  }

  private List<String> held() {
    return s3.versions.entrySet().stream()
        .filter(it -> it.getValue().held)
        .map(it -> it.getKey().key() + "@" + it.getKey().id())
        .sorted()
        .toList();
  }

  @Test
  void everyVersionIsHeldAndLaterOnesAtTheNextLook() {
    pass("u1", SPEC);
    assertThat(held()).containsExactly("smith/1@a", "smith/1@b", "smith/2@a");
    assertThat(state().state()).isEqualTo(HoldState.Acknowledged);
    assertThat(state().versions()).isEqualTo(3);
    assertThat(state().toString()).doesNotContain("smith/");

    s3.put("smith/3", "a");
    Held next = pass("u1", SPEC);

    assertThat(held()).contains("smith/3@a");
    assertThat(state().versions()).isEqualTo(4);
    assertThat(next.drifts()).as("it is new, nobody lifted it").isEmpty();
  }

  @Test
  void whatWasSeenAMomentAgoIsNotToldNorWrittenAnew() {
    pass("u1", SPEC);
    BucketHold first = state();
    s3.writes.clear();

    pass("u1", SPEC);

    assertThat(state()).isEqualTo(first);
    assertThat(s3.writes).isEmpty();
  }

  @Test
  void whatSomebodyLiftedIsPutAgainAndDrift() {
    pass("u1", SPEC);
    s3.version("smith/1", "b").held = false;

    Held next = pass("u1", SPEC);

    assertThat(held()).contains("smith/1@b");
    assertThat(next.drifts()).hasSize(1);
    assertThat(next.drifts().getFirst().weakens()).isTrue();
  }

  @Test
  void theReleaseLiftsWhatItPutAndNothingElse() {
    s3.version("smith/2", "a").held = true;
    s3.version("smith/2", "a").tags.put("ward", "7");
    pass("u1", SPEC);

    pass("u1", SPEC + RELEASE);

    assertThat(held()).as("held by a person before").containsExactly("smith/2@a");
    assertThat(state().state()).isEqualTo(HoldState.Released);
    assertThat(s3.version("smith/1", "a").tags).isEmpty();
    s3.writes.clear();
    s3.version("smith/1", "a").held = true;
    pass("u1", SPEC + RELEASE);
    assertThat(s3.writes).as("it is over").isEmpty();
  }

  @Test
  void whatAnotherHoldCoversStaysAndIsLiftedWithThat() {
    String other = SPEC.replace("prefix: smith/", "keys: [smith/1]");
    pass("u1", SPEC);
    others = new Fact.Known<>(List.of(order("u2", other), order("u1", SPEC + RELEASE)));

    pass("u1", SPEC + RELEASE);
    assertThat(held()).containsExactly("smith/1@a", "smith/1@b");
    assertThat(s3.version("smith/1", "a").tags).containsOnlyKeys(TAG + "u2");

    status = List.of();
    others = new Fact.Known<>(List.of());
    pass("u2", other + RELEASE);
    assertThat(held()).isEmpty();
  }

  /** Its tag is all that is known of it here. */
  @Test
  void whatAHoldOfAnotherClusterHasStays() {
    pass("u1", SPEC);
    s3.version("smith/2", "a").tags.put(TAG + "elsewhere", "a");

    pass("u1", SPEC + RELEASE);

    assertThat(held()).containsExactly("smith/2@a");
    assertThat(s3.version("smith/2", "a").tags).containsOnlyKeys(TAG + "elsewhere");
  }

  @Test
  void whereItIsNotKnownWhoElseHoldsNothingIsLifted() {
    pass("u1", SPEC);
    others = new Fact.Unreachable<>("not listed yet");

    pass("u1", SPEC + RELEASE);

    assertThat(held()).hasSize(3);
    assertThat(state().state()).isEqualTo(HoldState.Pending);
    assertThat(state().message()).contains("not listed yet");
  }

  @Test
  void aBucketWithoutObjectLockIsRefused() {
    s3.isLockable = false;

    Held held = pass("u1", SPEC);

    assertThat(state().state()).isEqualTo(HoldState.Failed);
    assertThat(held.lack().orElseThrow().reason()).isEqualTo("ObjectLockMissing");
    assertThat(held.lack().orElseThrow().message()).contains("spec.buckets", BUCKET);
    pass("u1", SPEC + RELEASE);
    assertThat(state().state()).isEqualTo(HoldState.Released);
  }

  @Test
  void withoutTheFlagNothingIsCalled() {
    isEnabled = false;

    Held held = pass("u1", SPEC);

    assertThat(held.lack().orElseThrow().reason()).isEqualTo("ObjectsNotEnabled");
    assertThat(held.lack().orElseThrow().message()).contains("--objects");
    assertThat(state().state()).isEqualTo(HoldState.Pending);
    assertThat(s3.calls).isZero();
  }

  @Test
  void withoutTheOwnersWordNothingIsHeld() {
    s3.tags.put(ObjectBuckets.TAG, "lab clinic2");

    Held held = pass("u1", SPEC);

    assertThat(held.lack().orElseThrow().reason()).isEqualTo("BucketNotAllowed");
    assertThat(held.lack().orElseThrow().message()).contains(BUCKET, ObjectBuckets.TAG, "clinic");
    assertThat(s3.writes).isEmpty();
  }

  @Test
  void anArchiveIsNeverHeld() {
    Held held = pass("u1", SPEC.replace(BUCKET, "clinic-archive"));

    assertThat(held.lack().orElseThrow().reason()).isEqualTo("BucketNotAllowed");
    assertThat(s3.calls).isZero();
  }

  @Test
  void aBucketThatIsGoneIsReleased() {
    s3.failing.put("tags", new Answer.Refused<>("NoSuchBucket", "none"));
    pass("u1", SPEC);
    assertThat(state().state()).isEqualTo(HoldState.Pending);

    pass("u1", SPEC + RELEASE);

    assertThat(state().state()).isEqualTo(HoldState.Released);
  }

  @Test
  void whatAwsDoesNotSayIsNotHeldAndNotForgotten() {
    s3.failing.put("isHeld", new Answer.Unreachable<>("throttled by AWS"));
    pass("u1", SPEC);
    assertThat(state().state()).isEqualTo(HoldState.Pending);
    assertThat(state().message()).contains("throttled");

    s3.failing.clear();
    pass("u1", SPEC);
    s3.failing.put("objectLock", new Answer.Refused<>("AccessDenied", "no"));
    Held denied = pass("u1", SPEC);
    assertThat(state().state()).isEqualTo(HoldState.Unverified);
    assertThat(denied.lack().orElseThrow().reason()).isEqualTo("AwsRefused");
  }

  /** One that can't be held does not keep the others from it. */
  @Test
  void whatAwsRefusesIsCountedAndNotAcknowledged() {
    s3.failing.put("hold", new Answer.Refused<>("AccessDenied", "smith/1 is not yours"));

    pass("u1", SPEC);

    assertThat(state().state()).isEqualTo(HoldState.Failed);
    assertThat(state().message()).contains("3 of 3 versions", "AccessDenied");
    assertThat(state().message()).as("no key").doesNotContain("smith/");
    s3.failing.clear();
    pass("u1", SPEC);
    assertThat(state().state()).isEqualTo(HoldState.Acknowledged);
  }

  @Test
  void withTooManyTagsItIsHeldAndTheReleaseLeavesIt() {
    s3.versions
        .values()
        .forEach(it -> IntStream.range(0, 10).forEach(n -> it.tags.put("t" + n, "")));
    s3.failing.put("putTags", new Answer.Refused<>("BadRequest", "more than 10 tags"));
    pass("u1", SPEC);
    s3.failing.clear();

    assertThat(held()).hasSize(3);
    assertThat(state().state()).isEqualTo(HoldState.Acknowledged);
    assertThat(state().message()).contains("3 versions have too many tags");
    pass("u1", SPEC);
    assertThat(state().message()).contains("too many tags");
    pass("u1", SPEC + RELEASE);
    assertThat(held()).hasSize(3);
    assertThat(state().state()).isEqualTo(HoldState.Released);
    assertThat(state().message()).contains("3 versions have too many tags");
  }

  /** What can't be marked for another reason is not held without a word by whom. */
  @Test
  void aMarkThatIsRefusedIsCounted() {
    s3.failing.put("putTags", new Answer.Refused<>("AccessDenied", "no"));

    pass("u1", SPEC);

    assertThat(held()).isEmpty();
    assertThat(state().state()).isEqualTo(HoldState.Failed);
    assertThat(state().message()).contains("3 of 3 versions", "AccessDenied");
  }

  /** CopyObject takes the tags along. */
  @Test
  void theMarkOfWhatWasCopiedIsNone() {
    pass("u1", SPEC);
    s3.put("smith/4", "copy").tags.putAll(s3.version("smith/1", "a").tags);
    s3.version("smith/4", "copy").held = true;

    pass("u1", SPEC);
    pass("u1", SPEC + RELEASE);

    assertThat(held()).as("a person holds it").containsExactly("smith/4@copy");
  }

  @Test
  void aKeyWithoutAVersionIsNotHeld() {
    String keys = SPEC.replace("prefix: smith/", "keys: [smith/1, smith/17, smith/2]");

    pass("u1", keys);

    assertThat(held()).hasSize(3);
    assertThat(state().state()).isEqualTo(HoldState.Failed);
    assertThat(state().message())
        .contains("1 of 3 keys has no version", "spec.buckets[0].keys[1]")
        .doesNotContain("smith");
    s3.put("smith/17", "a");
    pass("u1", keys);
    assertThat(state().state()).isEqualTo(HoldState.Acknowledged);
  }

  @Test
  void aPrefixWithoutAVersionIsNotVerified() {
    pass("u1", SPEC.replace("smith/", "smyth/"));

    assertThat(state().state()).isEqualTo(HoldState.Unverified);
    assertThat(state().message()).contains("spec.buckets[0].prefix").doesNotContain("smyth");
  }

  /** Whenever the operator dies, the next one holds all, and releases all. */
  @ParameterizedTest
  @EnumSource(Dying.Moment.class)
  void aKillBetweenStepsIsMended(Dying.Moment moment) {
    for (int call = 1; call <= 12; call++) {
      var world = new BucketHoldsTest();
      world.killedAt(call, moment, SPEC);
      world.pass("u1", SPEC);
      assertThat(world.held()).hasSize(3);
      assertThat(world.state().state()).isEqualTo(HoldState.Acknowledged);
      assertThat(world.state().versions()).isEqualTo(3);
      world.killedAt(call, moment, SPEC + RELEASE);
      world.pass("u1", SPEC + RELEASE);
      assertThat(world.held()).as("killed at call " + call).isEmpty();
      assertThat(world.s3.version("smith/1", "a").tags).isEmpty();
    }
  }

  private void killedAt(int call, Dying.Moment moment, String spec) {
    var dying = new Dying(call, moment);
    services = s3.services(s3.rules(), dying.of(ObjectHolds.class, s3.holds()));
    assertThat(catchThrowable(() -> pass("u1", spec)))
        .satisfiesAnyOf(
            it -> assertThat(it).isNull(), it -> assertThat(it).isInstanceOf(Dying.Killed.class));
    services = s3.services();
    holds = operator();
    status = status.stream().filter(it -> it.state() == HoldState.Acknowledged).toList();
  }
}
