package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.EncryptionKeySpec.KeyRef;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.Kms.Rotation;
import io.hipaaoperator.aws.TestServices;
import io.hipaaoperator.controls.Catalogue;
import io.hipaaoperator.encryption.DyingKms.Killed;
import io.hipaaoperator.encryption.DyingKms.Moment;
import io.hipaaoperator.status.DriftHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes over a key do, on a KMS in memory that can be made to fail. */
class KeyPassesTest {
  private static final String ALIAS = "alias/phi/clinic";
  private static final Answer<?> THROTTLED = new Answer.Unreachable<>("throttled by AWS");
  private static final Answer<?> DENIED = new Answer.Refused<>("AccessDeniedException", "no");

  private MemoryKms kms = new MemoryKms();
  private Stored stored = new Stored(spec(null));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aKeyIsMadeAndThenNothingIsWritten() {
    EncryptionKeyStatus first = pass();
    kms.writes.clear();

    assertThat(ready(first).getReason()).isEqualTo("Converged");
    assertThat(condition(first, "Compliant").getStatus()).isEqualTo("True");
    assertThat(first.drift()).isEmpty();
    assertThat(pass()).isEqualTo(first);
    assertThat(kms.writes).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void anOperatorThatIsKilledAtAnyCallLeavesOneKey(Moment moment) {
    int call = 1;
    while (isKilled(call, moment)) {
      assertThat(kms.keys).as("killed %s call %d", moment, call).hasSize(1);
      assertThat(kms.aliases).containsOnlyKeys(ALIAS);
      call++;
      kms = new MemoryKms();
      stored = new Stored(spec(null));
    }
    assertThat(call).isGreaterThan(10);
  }

  private boolean isKilled(int call, Moment moment) {
    boolean killed = dies(DyingKms.of(Kms.class, kms, call, moment), stored);
    recover();
    return killed;
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void anOperatorThatIsKilledAtAWriteOfTheStatusLeavesOneKey(Moment moment) {
    for (int write = 1; write <= 2; write++) {
      kms = new MemoryKms();
      stored = new Stored(spec(null));
      assertThat(dies(kms, DyingKms.of(Claims.class, stored, write, moment))).isTrue();
      recover();
      assertThat(kms.keys).hasSize(1);
    }
  }

  private void recover() {
    pass();
    now = now.plus(KeyCreation.SETTLED).plusSeconds(1);
    assertThat(ready(pass()).getReason()).isEqualTo("Converged");
  }

  private boolean dies(Kms dying, Claims claims) {
    try {
      pass(dying, claims);
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  @Test
  void anAnswerThatIsLostIsWaitedForAndNoSecondKeyIsMade() {
    pass(DyingKms.forgetful(kms), stored);
    assertThat(ready(status()).getReason()).isEqualTo("CreationInDoubt");

    assertThat(ready(pass()).getReason()).isEqualTo("Converged");
    assertThat(kms.keys).hasSize(1);
  }

  @Test
  void aCreationThatWasRefusedIsSaidAndNotInDoubt() {
    kms.fail("create", DENIED);
    Condition refused = ready(pass());
    kms.failing.clear();

    assertThat(refused.getReason()).isEqualTo("CreateRefused");
    assertThat(refused.getMessage()).contains("AccessDeniedException");
    assertThat(ready(pass()).getReason()).isEqualTo("Converged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"describe", "tags"})
  void whileNobodyKnowsWhetherThereIsAKeyNoneIsMade(String call) {
    kms.foreign();
    for (Answer<?> failure : List.of(THROTTLED, DENIED)) {
      kms.fail(call, failure);
      assertThat(ready(pass()).getReason()).isEqualTo("AwsUnreachable");
    }
    assertThat(kms.keys).hasSize(1);
    assertThat(condition(status(), "Compliant").getStatus()).isEqualTo("Unknown");
  }

  @Test
  void aKeyThatIsGoneIsNotReplaced() {
    pass();
    kms.keys.clear();

    assertThat(ready(pass()).getReason()).isEqualTo("KeyGone");
    assertThat(condition(status(), "Stalled").getStatus()).isEqualTo("True");
    assertThat(kms.keys).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"policy", "rotation", "tags", "rotations"})
  void whatCouldNotBeReadIsNeitherDriftNorCompliance(String call) {
    pass();
    kms.fail(call, THROTTLED);

    EncryptionKeyStatus after = pass();

    boolean ofControl = call.startsWith("rotation");
    assertThat(after.drift()).isEmpty();
    assertThat(condition(after, "Compliant").getStatus()).isEqualTo(ofControl ? "Unknown" : "True");
    assertThat(after.keyId()).isNotNull();
    kms.failing.clear();
    assertThat(ready(pass()).getReason()).isEqualTo("Converged");
  }

  @Test
  void aWriteThatIsRefusedIsSaidAndTheOthersAreMade() {
    pass();
    kms.behind(ALIAS).rotation = new Rotation(false, Optional.empty(), Optional.empty());
    kms.behind(ALIAS).description = "mine";
    kms.fail("rotate", DENIED);

    EncryptionKeyStatus after = pass();

    assertThat(ready(after).getReason()).isEqualTo("WriteRefused");
    assertThat(ready(after).getMessage()).contains("rotation", "AccessDeniedException");
    assertThat(condition(after, "Drifted").getReason()).isEqualTo("DriftStands");
    assertThat(kms.behind(ALIAS).description).isEqualTo("records");
    assertThat(pass().driftTotal()).isEqualTo(2);
  }

  @Test
  void aKeyThatRotatesMoreOftenIsLeftSo() {
    pass();
    kms.behind(ALIAS).rotation = MemoryKms.every(90);
    kms.writes.clear();

    assertThat(ready(pass()).getReason()).isEqualTo("Converged");
    assertThat(kms.writes).isEmpty();
  }

  /** As security does in an incident; to put the declared policy back would open the key again. */
  @Test
  void whatSomebodyForbidsStaysForbidden() {
    pass();
    MemoryKms.Stored key = kms.behind(ALIAS);
    String forbidding =
        key.policy.replaceFirst(
            "\\[",
            "[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"},");
    key.policy = forbidding;

    EncryptionKeyStatus after = pass();

    assertThat(ready(after).getReason()).isEqualTo("PolicyChanged");
    assertThat(condition(after, "Drifted").getStatus()).isEqualTo("True");
    assertThat(after.lastDrift()).contains("policy", "reported");
    assertThat(kms.behind(ALIAS).policy).isEqualTo(forbidding);
    assertThat(pass().driftTotal()).isEqualTo(1);
  }

  @Test
  void aKeyThatIsDisabledIsNotProvenAnyMore() {
    assertThat(Objects.requireNonNull(pass().proof()).usable()).isTrue();
    kms.behind(ALIAS).state = "Disabled";
    kms.fail("encrypt", DENIED);

    assertThat(Objects.requireNonNull(pass().proof()).usable()).isFalse();
  }

  /** Its policy may not be in force yet. */
  @Test
  void whileAKeyMayHaveBeenMadeOneWhoseTagsAreHiddenMayBeIt() {
    kms.foreign();
    pass(DyingKms.forgetful(kms), stored);
    kms.keys.values().forEach(key -> key.hidden = !key.tags.isEmpty());
    now = now.plus(KeyCreation.SETTLED).plusSeconds(1);

    assertThat(ready(pass()).getReason()).isEqualTo("AwsUnreachable");
    assertThat(kms.keys).hasSize(2);
    kms.keys.values().forEach(key -> key.hidden = false);
    assertThat(ready(pass()).getReason()).isEqualTo("Converged");
    assertThat(kms.keys).hasSize(2);
  }

  @Test
  void aDisabledKeyIsReportedOnceAndNeverEnabled() {
    pass();
    kms.behind(ALIAS).state = "Disabled";

    pass();
    EncryptionKeyStatus after = pass();

    assertThat(ready(after).getReason()).isEqualTo("KeyNotUsable");
    assertThat(after.driftTotal()).isEqualTo(1);
    assertThat(after.lastDrift()).contains("state", "reported");
    assertThat(condition(after, "Compliant").getStatus()).isEqualTo("False");
    assertThat(kms.behind(ALIAS).state).isEqualTo("Disabled");
  }

  @Test
  void aKeyIsProvenOnceAnHour() {
    var first = Objects.requireNonNull(pass().proof());
    now = now.plus(Duration.ofMinutes(59));
    var second = pass().proof();
    now = now.plus(Duration.ofMinutes(2));
    var third = Objects.requireNonNull(pass().proof());

    assertThat(first.usable()).isTrue();
    assertThat(condition(status(), "KeyUsable").getStatus()).isEqualTo("True");
    assertThat(second).isEqualTo(first);
    assertThat(third.time()).isEqualTo(now.toString());
  }

  /**
   * Configured and proven are two things: a key can be as declared and not work, and both is said.
   */
  @Test
  void aKeyThatDoesNotWorkIsSaidAtOnceAndTriedAgain() {
    kms.fail("encrypt", DENIED);
    EncryptionKeyStatus broken = pass();
    now = now.plus(Duration.ofMinutes(5));

    assertThat(condition(broken, "KeyUsable").getStatus()).isEqualTo("False");
    assertThat(condition(broken, "KeyUsable").getMessage()).contains("AccessDenied");
    assertThat(ready(broken).getReason()).isEqualTo("Converged");
    assertThat(pass()).as("the same again is not written").isEqualTo(broken);
    kms.failing.clear();
    assertThat(condition(pass(), "KeyUsable").getStatus()).isEqualTo("True");
  }

  @Test
  void aKeyThatDecryptsWithoutTheContextIsNotProven() {
    kms.loose = true;

    assertThat(condition(pass(), "KeyUsable").getMessage()).contains("without its context");
  }

  @Test
  void anAdoptedKeyKeepsItsPolicyTagsAndState() {
    MemoryKms.Stored foreign = kms.foreign();
    foreign.policy = "{\"Statement\": []}";
    stored = new Stored(spec(new KeyRef("arn:aws:kms:us-east-1:1:key/" + foreign.id, null)));

    assertThat(ready(pass()).getReason()).isEqualTo("Converged");
    foreign.policy = "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\"}}";
    foreign.state = "PendingDeletion";
    EncryptionKeyStatus after = pass();

    assertThat(after.driftTotal()).isEqualTo(2);
    assertThat(after.drift()).extracting(d -> d.action()).containsOnly("Reported");
    assertThat(foreign.tags).isEmpty();
    assertThat(foreign.state).isEqualTo("PendingDeletion");
    assertThat(kms.keys).hasSize(1);
  }

  @Test
  void aKeyOfAnotherRegionIsNotTakenForGone() {
    stored = new Stored(spec(new KeyRef("arn:aws:kms:eu-west-1:1:key/a", null)));

    assertThat(ready(pass()).getReason()).isEqualTo("OtherRegion");
    assertThat(ready(status()).getMessage()).contains("us-east-1", "eu-west-1");
  }

  @Test
  void anAliasOfSomebodyElseIsNotTaken() {
    kms.aliases.put(ALIAS, kms.foreign().id);

    assertThat(ready(pass()).getReason()).isEqualTo("AliasTaken");
    assertThat(kms.keys).hasSize(1);
  }

  private EncryptionKeyStatus pass() {
    pass(kms, stored);
    return status();
  }

  /** A pass with its report, as the reconciler makes one. */
  private void pass(Kms calls, Claims claims) {
    var services = ((Answer.Known<io.hipaaoperator.aws.Aws.Services>) kms.services()).value();
    var seen = TestServices.of(services.account(), calls);
    var passes =
        new KeyPasses(
            Enforcement.Enforce, () -> Answer.known(seen), claims, Catalogue.KEY, () -> now);
    var outcome = passes.over(stored.get());
    var before = outcome.resource().getStatus();
    var history =
        DriftHistory.after(
            before.drift(),
            Objects.requireNonNullElse(before.driftTotal(), 0),
            List.of(),
            outcome.pass().standing(),
            outcome.pass().reverted(),
            now);
    claims.write(outcome.resource(), outcome.status().with(history, now));
  }

  private EncryptionKeyStatus status() {
    return stored.get().getStatus();
  }

  private static Condition ready(EncryptionKeyStatus status) {
    return condition(status, "Ready");
  }

  private static Condition condition(EncryptionKeyStatus status, String type) {
    return status.conditions().stream()
        .filter(c -> c.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static EncryptionKeySpec spec(@org.jspecify.annotations.Nullable KeyRef adopted) {
    String description = adopted == null ? "records" : null;
    return new EncryptionKeySpec(null, ALIAS, description, null, null, null, adopted, null);
  }
}
