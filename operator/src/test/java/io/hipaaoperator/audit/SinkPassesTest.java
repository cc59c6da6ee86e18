package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkSpec;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.aws.TestServices;
import io.hipaaoperator.controls.Catalogue;
import io.hipaaoperator.external.OwnTags;
import io.hipaaoperator.status.DriftHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes over a log group do, in a CloudWatch in memory that can be made to fail. */
class SinkPassesTest {
  private static final String GROUP = "/phi/clinic";
  private static final String KEY = "arn:aws:kms:us-east-1:1:key/a";
  private static final String WORD = "{until: '2026-01-01', reason: a mistake was made}";
  private static final Answer<?> THROTTLED = new Answer.Unreachable<>("throttled by AWS");
  private static final Answer<?> DENIED = new Answer.Refused<>("AccessDeniedException", "no");

  private final MemoryLogGroups logs = new MemoryLogGroups();
  private final AuditSink sink = sink();
  private Optional<EncryptionKey> key = Optional.of(key(KEY, "True"));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aLogGroupIsMadeAndThenNothingIsWritten() {
    AuditSinkStatus first = pass();
    assertThat(logs.writes).containsExactly("create", "retain", "putDataProtection");
    logs.writes.clear();

    assertThat(ready(first).getReason()).isEqualTo("Converged");
    assertThat(condition(first, "Compliant").getStatus()).isEqualTo("True");
    assertThat(first.drift()).isEmpty();
    assertThat(pass()).isEqualTo(first);
    assertThat(logs.writes).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"retain", "putDataProtection"})
  void whatFailsOnTheWayIsMadeUpFor(String call) {
    logs.failing.put(call, THROTTLED);
    assertThat(ready(pass()).getReason()).isEqualTo("AwsUnreachable");
    logs.failing.clear();

    AuditSinkStatus after = pass();
    assertThat(ready(after).getReason()).isEqualTo("Converged");
    assertThat(after.drift()).isEmpty();
    assertThat(logs.groups).hasSize(1);
  }

  @Test
  void whileNobodyKnowsWhetherThereIsAGroupNoneIsMade() {
    logs.failing.put("list", THROTTLED);

    AuditSinkStatus status = pass();

    assertThat(ready(status).getReason()).isEqualTo("AwsUnreachable");
    assertThat(condition(status, "Compliant").getStatus()).isEqualTo("Unknown");
    assertThat(logs.writes).isEmpty();
  }

  /** Without its tags nobody knows whose it is. */
  @Test
  void aGroupWhoseTagsCannotBeReadIsNotTaken() {
    logs.foreign(GROUP);
    logs.failing.put("tags", DENIED);

    assertThat(ready(pass()).getReason()).isEqualTo("AwsRefused");
    assertThat(logs.writes).isEmpty();
  }

  @Test
  void aGroupOfSomebodyElseIsNotTakenUnlessAdopted() {
    logs.foreign(GROUP);
    assertThat(ready(pass()).getReason()).isEqualTo("LogGroupTaken");
    assertThat(logs.writes).isEmpty();

    sink.setSpec(spec("keyRef: {name: clinic}, adopt: true"));
    assertThat(ready(pass()).getReason()).isEqualTo("Converged");
    assertThat(group().retentionDays()).as("for ever is longer").isEmpty();
  }

  @Test
  void aGroupOfAnotherSinkIsNeverTaken() {
    logs.foreign(GROUP);
    logs.tag(group().arn(), Map.of(OwnTags.UID, "another"));
    logs.writes.clear();
    sink.setSpec(spec("adopt: true"));

    assertThat(ready(pass()).getReason()).isEqualTo("LogGroupTaken");
    assertThat(logs.writes).isEmpty();
  }

  @Test
  void whatCouldNotBeReadIsUndeterminedAndTheRestIsKept() {
    pass();
    logs.failing.put("dataProtection", DENIED);
    logs.keep(GROUP, 30);

    AuditSinkStatus status = pass();

    assertThat(group().retentionDays()).contains(2192);
    assertThat(condition(status, "Compliant").getStatus()).isEqualTo("Unknown");
    assertThat(status.controls())
        .extracting(c -> c.id() + " " + c.verdict())
        .containsExactly("A8 Compliant", "A9 Undetermined");
  }

  @Test
  void aKeyThatMayNotBeUsedNamesWhatItsPolicyNeeds() {
    logs.failing.put("create", DENIED);

    Condition ready = ready(pass());

    assertThat(ready.getReason()).isEqualTo("WriteRefused");
    assertThat(ready.getMessage())
        .contains("AccessDeniedException", "spec.principals.logs of EncryptionKey clinic", GROUP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"False", "Unknown"})
  void noGroupIsMadeBeforeItsKeyIsReady(String status) {
    key = Optional.of(key(KEY, status));

    assertThat(ready(pass()).getReason()).isEqualTo("KeyNotReady");
    assertThat(logs.writes).isEmpty();
  }

  /** The group is kept all the same, but for its key. */
  @Test
  void aKeyThatIsGoneIsSaidAndNeverTakenOff() {
    pass();
    key = Optional.empty();
    logs.keep(GROUP, 30);

    AuditSinkStatus status = pass();

    assertThat(ready(status).getReason()).isEqualTo("KeyNotReady");
    assertThat(group().key()).contains(KEY);
    assertThat(group().retentionDays()).contains(2192);
  }

  @Test
  void aWordIsGoodUntilItsDayIsOver() {
    pass();
    logs.keep(GROUP, 3653);
    sink.setSpec(spec("keyRef: {name: clinic}, acknowledgeLoweredRetention: " + WORD));

    now = Instant.parse("2026-01-02T00:00:00Z");
    assertThat(condition(pass(), "RetentionHeld").getStatus()).isEqualTo("True");
    assertThat(group().retentionDays()).contains(3653);

    now = Instant.parse("2026-01-01T23:59:59Z");
    assertThat(pass().drift()).isEmpty();
    assertThat(group().retentionDays()).contains(2192);
  }

  @Test
  void aGroupElsewhereIsNotMadeAgainHere() {
    pass();
    sink.setStatus(moved(sink.getStatus()));
    logs.groups.clear();
    logs.writes.clear();

    assertThat(ready(pass()).getReason()).isEqualTo("OtherRegion");
    assertThat(logs.writes).isEmpty();
  }

  private static AuditSinkStatus moved(AuditSinkStatus from) {
    return new AuditSinkStatus(
        from.observedGeneration(),
        from.summary(),
        from.conditions(),
        from.controls(),
        from.arn(),
        "eu-west-1",
        from.kept(),
        from.applied(),
        null,
        null,
        from.drift());
  }

  private AuditSinkStatus pass() {
    AuditSinkStatus before = Objects.requireNonNullElse(sink.getStatus(), AuditSinkStatus.NONE);
    var passes =
        new SinkPasses(
            Enforcement.Enforce,
            () -> Answer.known(TestServices.of(logs)),
            _ -> key,
            Catalogue::sink,
            () -> now);
    var outcome = passes.over(sink);
    var history =
        DriftHistory.after(
            before.drift(),
            0,
            List.of(),
            outcome.pass().standing(),
            outcome.pass().reverted(),
            now);
    sink.setStatus(outcome.status().with(history, now));
    return sink.getStatus();
  }

  private Group group() {
    return Objects.requireNonNull(logs.groups.get(GROUP));
  }

  private static Condition ready(AuditSinkStatus status) {
    return condition(status, "Ready");
  }

  private static Condition condition(AuditSinkStatus status, String type) {
    return status.conditions().stream()
        .filter(c -> c.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static AuditSinkSpec spec(String group) {
    return Serialization.unmarshal(
        "class: audit\nlogGroup: {name: %s, %s}".formatted(GROUP, group), AuditSinkSpec.class);
  }

  private static AuditSink sink() {
    var sink = new AuditSink();
    sink.setMetadata(
        new ObjectMetaBuilder().withName("clinic").withUid("uid").withGeneration(1L).build());
    sink.setSpec(spec("keyRef: {name: clinic}"));
    return sink;
  }

  private static EncryptionKey key(String arn, String ready) {
    var key = new EncryptionKey();
    key.setStatus(
        Serialization.unmarshal(
            "arn: '%s'\nconditions: [{type: Ready, status: '%s'}]".formatted(arn, ready),
            EncryptionKeyStatus.class));
    return key;
  }
}
