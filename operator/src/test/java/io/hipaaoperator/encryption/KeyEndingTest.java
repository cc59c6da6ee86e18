package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.KeptKeys.ALIAS;
import static io.hipaaoperator.encryption.KeptKeys.DENIED;
import static io.hipaaoperator.encryption.KeptKeys.THROTTLED;
import static io.hipaaoperator.encryption.KeptKeys.adopting;
import static io.hipaaoperator.encryption.KeptKeys.condition;
import static io.hipaaoperator.encryption.KeptKeys.dying;
import static io.hipaaoperator.encryption.KeptKeys.own;
import static io.hipaaoperator.encryption.KeptKeys.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.EncryptionKeyStatus.User;
import io.hipaaoperator.api.KeyRef;
import io.hipaaoperator.aws.Dying.Killed;
import io.hipaaoperator.aws.Dying.Moment;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.external.OwnTags;
import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.kube.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a key ends with its resource: only where that is declared, only once, and never in use. */
class KeyEndingTest {
  private static final KeyUsers NOBODY = new KeyUsers(List.of(), 0, Optional.empty());
  private static final KeyUsers SOMEBODY =
      new KeyUsers(List.of(new User("AuditSink", null, "audit")), 1, Optional.empty());

  private KeptKeys kept = new KeptKeys();
  private Stored stored = kept.declare(dying());

  @Test
  void aKeyEndsWithItsResource() {
    made();
    stored.end();
    EncryptionKeyStatus noted = kept.pass(stored);

    assertThat(noted.deletion()).isEqualTo("1970-01-08T00:00:00Z");
    assertThat(ready(noted).getReason()).isEqualTo("KeyDeletionScheduled");
    assertThat(stored.isGone()).as("gone before it says so").isFalse();
    kept.pass(stored);
    assertThat(stored.isGone()).isTrue();
    assertThat(kept.kms.behind(ALIAS).state).isEqualTo(Key.PENDING_DELETION);
    assertThat(kept.kms.writes).containsOnlyOnce("scheduleDeletion");
  }

  @Test
  void whatIsDoneIsToldOnce() {
    made();
    stored.end();

    assertThat(news()).containsExactly("KeyDeletionScheduled");
    kept.pass(stored);
    assertThat(kept.passes().farewell(stored.status())).isEmpty();
  }

  @Test
  void aKeyThatStaysNeedsNoFinalizer() {
    stored = kept.declare(KeptKeys.spec("alias/phi/other", null, null, null));
    made();

    assertThat(stored.get().getMetadata().getFinalizers()).isEmpty();
  }

  @Test
  void whoChangesTheirMindHasTheFinalizerTakenOff() {
    made();
    assertThat(stored.get().getMetadata().getFinalizers()).containsExactly(KeyFinalizer.NAME);
    stored.declare(own());
    kept.pass(stored);

    assertThat(stored.get().getMetadata().getFinalizers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void anOperatorThatIsKilledAtAnyCallDeletesOnce(Moment moment) {
    int call = 1;
    while (isKilled(DyingKms.of(Kms.class, kept.kms, call, moment), kept)) {
      assertEndsOnce(moment + " call " + call);
      call++;
      anew();
    }
    assertThat(call).isGreaterThan(3);
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void anOperatorThatIsKilledAtTheWriteOfTheStatusDeletesOnce(Moment moment) {
    assertThat(isKilled(kept.kms, DyingKms.of(Claims.class, kept, 1, moment))).isTrue();
    assertEndsOnce(moment + " status");
  }

  private boolean isKilled(Kms calls, Claims claims) {
    made();
    stored.end();
    try {
      kept.pass(stored, calls, claims);
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  private void assertEndsOnce(String when) {
    kept.pass(stored);
    kept.pass(stored);
    assertThat(stored.isGone()).as(when).isTrue();
    assertThat(stored.status().deletion()).as(when).isNotNull();
    assertThat(kept.kms.writes).as(when).containsOnlyOnce("scheduleDeletion");
  }

  private void anew() {
    kept = new KeptKeys();
    stored = kept.declare(dying());
  }

  /** One that came too late for the API server to refuse. */
  @Test
  void aKeyInUseStaysAndIsKeptTrue() {
    made();
    kept.users = SOMEBODY;
    stored.end();
    kept.kms.behind(ALIAS).rotation = MemoryKms.every(2000);
    assertThat(news()).contains("DeletionHeld");
    EncryptionKeyStatus held = kept.pass(stored);

    assertThat(condition(held, "DeletionHeld").getReason()).isEqualTo("KeyInUse");
    assertThat(condition(held, "DeletionHeld").getMessage())
        .isEqualTo(
            "used by AuditSink audit; spec.deletionPolicy: Retain lets it go, and the key stays");
    assertThat(kept.kms.behind(ALIAS).rotation.days()).isEqualTo(365);
    assertThat(kept.kms.writes).doesNotContain("scheduleDeletion");
    assertThat(kept.pass(stored)).as("steady").isEqualTo(held);

    kept.users = NOBODY;
    kept.pass(stored);
    kept.pass(stored);
    assertThat(stored.isGone()).isTrue();
  }

  @Test
  void whoCanNotBeSeenMayUseIt() {
    made();
    kept.users = new KeyUsers(List.of(), 0, Optional.of("not all could be listed"));
    stored.end();

    assertThat(condition(kept.pass(stored), "DeletionHeld").getReason()).isEqualTo("NotReadable");
    assertThat(kept.kms.writes).doesNotContain("scheduleDeletion");
  }

  /** Between the call to AWS and the end of the resource. */
  @Test
  void aUserThatComesAtTheLastMomentHasTheKeyBack() {
    made();
    stored.end();
    kept.pass(stored);
    kept.users = SOMEBODY;
    EncryptionKeyStatus rescued = kept.pass(stored);

    assertThat(kept.kms.behind(ALIAS).state).isEqualTo("Disabled");
    assertThat(rescued.deletion()).isNull();
    assertThat(stored.isGone()).isFalse();
  }

  @Test
  void aResourceThatWaitsForTheKeyUsesIt() {
    made();
    kept.declare(adopting(new KeyRef(kept.kms.behind(ALIAS).arn(), null)));
    stored.end();

    assertThat(condition(kept.pass(stored), "DeletionHeld").getMessage())
        .startsWith("used by EncryptionKey clinic-1; ");
    assertThat(kept.kms.writes).doesNotContain("scheduleDeletion");
  }

  @Test
  void withoutTheRightItSaysWhatIsMissingAndRetainLetsItGo() {
    made();
    kept.kms.fail("scheduleDeletion", DENIED);
    stored.end();
    EncryptionKeyStatus refused = kept.pass(stored);

    assertThat(condition(refused, "DeletionHeld").getReason()).isEqualTo("DeletionRefused");
    assertThat(condition(refused, "DeletionHeld").getMessage())
        .startsWith("AccessDeniedException: no; the operator's role needs docs/iam/key-deletion");
    assertThat(stored.isGone()).isFalse();

    stored.declare(own());
    kept.pass(stored);
    assertThat(stored.isGone()).isTrue();
    assertThat(kept.kms.behind(ALIAS).state).isEqualTo(Key.ENABLED);
  }

  /** The operator was stopped before it could say so, and a person thinks better of it. */
  @Test
  void whoChangesTheirMindWhenAwsWasToldHasTheKeyBack() {
    made();
    stored.end();
    kept.pass(stored);
    assertThat(kept.kms.behind(ALIAS).state).isEqualTo(Key.PENDING_DELETION);
    stored.declare(own());
    kept.pass(stored);

    assertThat(stored.isGone()).isTrue();
    assertThat(kept.kms.behind(ALIAS).state).isNotEqualTo(Key.PENDING_DELETION);
  }

  /** Whether AWS was told is not known. */
  @Test
  void aKeyThatIsToStayIsAskedForBeforeNobodyLooksAfterIt() {
    made();
    stored.end();
    stored.declare(own());
    kept.kms.fail("describe", THROTTLED);
    EncryptionKeyStatus held = kept.pass(stored);

    assertThat(stored.isGone()).isFalse();
    assertThat(condition(held, "DeletionHeld").getMessage()).contains("take the finalizer off");
    kept.kms.failing.clear();
    kept.pass(stored);
    assertThat(stored.isGone()).isTrue();
  }

  /** As from a backup: server-side apply would take nothing off. */
  @Test
  void aFinalizerThatAnotherPutOnIsTakenOff() {
    made();
    stored.finalizers(List.of("example.org/other", KeyFinalizer.NAME));
    stored.declare(own());
    kept.pass(stored);

    assertThat(stored.get().getMetadata().getFinalizers()).containsExactly("example.org/other");
  }

  @Test
  void thatAwsDeletesTheKeyIsSaidOnceWhileTheFinalizerStays() {
    made();
    stored.end();
    EncryptionKeyStatus noted = kept.pass(stored);
    kept.refusal =
        Optional.of(new Refusal("EncryptionKey", "clinic", "Forbidden", "may not patch"));
    kept.pass(stored);

    assertThat(stored.status().deletion()).isEqualTo(noted.deletion());
    assertThat(news()).doesNotContain("KeyDeletionScheduled");
    assertThat(kept.pass(stored).deletion()).isEqualTo(noted.deletion());
  }

  @ParameterizedTest
  @ValueSource(strings = {"describe", "tags", "scheduleDeletion"})
  void whatNobodyKnowsIsTriedAgain(String call) {
    made();
    stored.end();
    kept.kms.fail(call, THROTTLED);
    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("AwsUnreachable");
    kept.kms.failing.clear();

    assertEndsOnce(call);
  }

  @Test
  void aKeyThatIsSomebodyElsesByNowStays() {
    made();
    kept.kms.behind(ALIAS).tags.put(OwnTags.UID, "another");
    stored.end();

    assertThat(condition(kept.pass(stored), "DeletionHeld").getReason()).isEqualTo("KeyTaken");
    assertThat(kept.kms.writes).doesNotContain("scheduleDeletion");
  }

  @Test
  void aResourceWhoseKeyIsGoneGoes() {
    made();
    kept.kms.keys.clear();
    kept.now = kept.now.plus(KeyCreation.SETTLED);
    stored.end();
    kept.pass(stored);

    assertThat(stored.isGone()).isTrue();
  }

  /** AWS is not even asked. */
  @Test
  void aResourceThatNeverHadAKeyGoes() {
    kept.kms.fail("describe", THROTTLED);
    kept.pass(stored);
    stored.end();
    kept.pass(stored);

    assertThat(stored.isGone()).isTrue();
  }

  /** A key may have been made that AWS does not show yet. */
  @Test
  void whileACreationIsInDoubtItWaits() {
    kept.pass(stored, DyingKms.forgetful(kept.kms), kept);
    var made = List.copyOf(kept.kms.keys.entrySet());
    kept.kms.keys.clear();
    stored.end();
    assertThat(condition(kept.pass(stored), "DeletionHeld").getReason())
        .isEqualTo("CreationInDoubt");
    made.forEach(key -> kept.kms.keys.put(key.getKey(), key.getValue()));
    kept.now = kept.now.plus(KeyCreation.SETTLED).plusSeconds(1);

    assertEndsOnce("in doubt");
  }

  @Test
  void aFinalizerThatIsRefusedIsSaid() {
    kept.refusal =
        Optional.of(new Refusal("EncryptionKey", "clinic", "Forbidden", "may not patch"));
    EncryptionKeyStatus status = kept.pass(stored);

    assertThat(ready(status).getReason()).isEqualTo("WriteRefused");
    assertThat(ready(status).getMessage()).contains("EncryptionKey clinic: Forbidden: may not");
    assertThat(kept.kms.behind(ALIAS).state).as("the key is made").isEqualTo(Key.ENABLED);
  }

  private void made() {
    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
  }

  private List<String> news() {
    return kept.passes().over(stored.get()).news().stream().map(Announcement::reason).toList();
  }
}
