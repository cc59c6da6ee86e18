package io.hipaaoperator.audit;

import static io.hipaaoperator.audit.KeptSinks.DENIED;
import static io.hipaaoperator.audit.KeptSinks.GROUP;
import static io.hipaaoperator.audit.KeptSinks.WITH_KEY;
import static io.hipaaoperator.audit.KeptSinks.ready;
import static io.hipaaoperator.audit.KeptSinks.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.external.OwnTags;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whose a log group is. */
class SinkOwnershipTest {
  private final KeptSinks kept = new KeptSinks();
  private final AuditSink sink = kept.declare(WITH_KEY);

  /** Without its tags nobody knows whose it is. */
  @Test
  void aGroupWhoseTagsCannotBeReadIsNotTaken() {
    kept.logs.foreign(GROUP);
    kept.logs.failing.put("tags", DENIED);

    assertThat(ready(kept.pass(sink)).getReason()).isEqualTo("AwsRefused");
    assertThat(kept.logs.writes).isEmpty();
  }

  @Test
  void aGroupOfSomebodyElseIsNotTakenUnlessAdopted() {
    kept.logs.foreign(GROUP);
    assertThat(ready(kept.pass(sink)).getReason()).isEqualTo("LogGroupTaken");
    assertThat(kept.logs.writes).isEmpty();

    sink.setSpec(spec("audit", GROUP, "keyRef: {name: clinic}, adopt: true"));
    assertThat(ready(kept.pass(sink)).getReason()).isEqualTo("Converged");
    assertThat(kept.group().retentionDays()).as("for ever is longer").isEmpty();
    assertThat(kept.logs.writes)
        .as("our rights to the rest are rights to groups with our tag")
        .containsExactly("tag", "tag", "tag", "encrypt", "protect", "putDataProtection");
  }

  @Test
  void aGroupOfAnotherSinkIsNeverTaken() {
    kept.logs.foreign(GROUP);
    kept.logs.tag(kept.group().arn(), Map.of(OwnTags.UID, "another"));
    kept.logs.writes.clear();
    sink.setSpec(spec("audit", GROUP, "adopt: true"));

    assertThat(ready(kept.pass(sink)).getReason()).isEqualTo("LogGroupTaken");
    assertThat(kept.logs.writes).isEmpty();
  }

  /** As after a cluster was restored: the same declaration, and another uid. */
  @Test
  void aGroupWhoseSinkIsGoneIsTakenOverByItsUid() {
    kept.pass(sink);
    kept.remove(sink);
    AuditSink restored = kept.declare(WITH_KEY + ", adopt: true");
    kept.logs.writes.clear();
    assertThat(ready(kept.pass(restored)).getMessage()).contains("spec.logGroup.adoptFrom: uid-0");
    assertThat(kept.logs.writes).isEmpty();

    restored.setSpec(spec("audit", GROUP, WITH_KEY + ", adoptFrom: uid-0"));

    assertThat(ready(kept.pass(restored)).getReason()).isEqualTo("Converged");
    assertThat(kept.logs.tags.get(kept.group().arn())).containsEntry(OwnTags.UID, "uid-1");
    assertThat(restored.getStatus().drift()).isEmpty();
  }

  @Test
  void aGroupOfALivingSinkIsNotTakenOver() {
    kept.pass(sink);
    AuditSink thief = kept.declare(WITH_KEY + ", adopt: true, adoptFrom: uid-0");
    kept.logs.writes.clear();

    assertThat(ready(kept.pass(thief)).getMessage()).contains("AuditSink clinic-0");
    assertThat(kept.logs.writes).isEmpty();
  }

  @Test
  void ofTwoThatNameOneGroupTheOlderMakesIt() {
    AuditSink younger = kept.declare(WITH_KEY);

    assertThat(ready(kept.pass(younger)).getReason()).isEqualTo("LogGroupTaken");
    assertThat(ready(kept.pass(younger)).getMessage()).contains("AuditSink clinic-0");
    assertThat(kept.logs.groups).isEmpty();
    assertThat(ready(kept.pass(sink)).getReason()).isEqualTo("Converged");
    assertThat(ready(kept.pass(younger)).getReason()).isEqualTo("LogGroupTaken");
  }

  /** AWS names both alike: only when it was made tells them apart. */
  @Test
  void aGroupThatSomebodyMadeAnewIsNotOursAnyMore() {
    kept.pass(sink);
    kept.logs.groups.clear();
    kept.later(Duration.ofSeconds(1));
    kept.logs.foreign(GROUP);
    kept.logs.writes.clear();

    AuditSinkStatus status = kept.pass(sink);

    assertThat(ready(status).getReason()).isEqualTo("LogGroupTaken");
    assertThat(kept.logs.writes).isEmpty();
  }

  /** What is remembered may be a minute old. */
  @Test
  void nothingIsWrittenToAGroupThatWasMadeAMomentAgo() {
    kept.remember(Duration.ofMinutes(5));
    for (int other = 0; other < 10; other++) {
      kept.pass(kept.declare(spec("audit", "/phi/" + other, WITH_KEY)));
    }
    kept.pass(sink);
    kept.later(Duration.ofMinutes(2));
    kept.pass(sink);
    kept.logs.groups.clear();
    kept.logs.foreign(GROUP);
    kept.logs.writes.clear();
    sink.setSpec(spec("audit", GROUP, WITH_KEY + ", retentionDays: 3653"));

    AuditSinkStatus status = kept.pass(sink);

    assertThat(ready(status).getReason()).isEqualTo("WriteRefused");
    assertThat(kept.logs.writes).isEmpty();
  }

  /** Whoever takes the tag away takes nothing: the group is known by when it was made. */
  @Test
  void aBoundGroupStaysOursWithoutItsTag() {
    kept.pass(sink);
    Objects.requireNonNull(kept.logs.tags.get(kept.group().arn())).remove(OwnTags.UID);

    assertThat(kept.pass(sink).drift())
        .extracting(drift -> drift.path())
        .containsExactly("tags.[" + OwnTags.UID + "]");
    assertThat(kept.logs.tags.get(kept.group().arn())).containsEntry(OwnTags.UID, "uid-0");
  }
}
