package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.KeptKeys.condition;
import static io.hipaaoperator.encryption.KeptKeys.own;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.EncryptionKeyStatus.User;
import io.hipaaoperator.api.PhiWorkload;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who uses a key, and what its status says of it. */
class KeyUsersTest {
  private static final Optional<String> SURE = Optional.empty();
  private static final Optional<String> DOUBT = Optional.of("objects of kind AuditSink");

  private final KeptKeys kept = new KeptKeys();
  private final Stored stored = kept.declare(own());

  @Test
  void whoNamesTheKeyAndClassesWithVolumesUseIt() {
    var users =
        KeyUsers.of(
            "clinic",
            Optional.empty(),
            Stream.of(workload("records", "clinic"), workload("other", "another")),
            Stream.of(sink("audit", "clinic", "another"), sink("archive", "another", "clinic")),
            List.of("clinic-0123abcd", "clinic-0123abcx", "clinic", "a-clinic-0123abcd"),
            SURE);

    assertThat(users)
        .hasToString(
            "AuditSink archive, AuditSink audit, PhiWorkload ward/records, StorageClass clinic-0123abcd");
    assertThat(users.total()).isEqualTo(4);
  }

  @Test
  void whoNamesItTwiceUsesItOnce() {
    assertThat(found(SURE, sink("audit", "clinic", "clinic")).total()).isEqualTo(1);
  }

  @Test
  void theStatusShowsTwentyAndTellsHowManyThereAre() {
    kept.users =
        found(
            SURE,
            IntStream.range(0, 23)
                .mapToObj("sink-%02d"::formatted)
                .map(name -> sink(name, "clinic", "clinic"))
                .toArray(AuditSink[]::new));

    EncryptionKeyStatus status = kept.pass(stored);

    assertThat(status.users()).hasSize(20).startsWith(new User("AuditSink", null, "sink-00"));
    assertThat(status.userTotal()).isEqualTo(23);
    assertThat(condition(status, "InUse").getMessage())
        .startsWith("used by AuditSink sink-00, ")
        .endsWith("AuditSink sink-19 and 3 more");
    assertThat(kept.pass(stored)).as("steady").isEqualTo(status);
  }

  @Test
  void aKeyThatNobodyUsesSaysSo() {
    EncryptionKeyStatus status = kept.pass(stored);

    assertThat(status.userTotal()).isZero();
    assertThat(condition(status, "InUse").getReason()).isEqualTo("Unused");
  }

  /** Who is not seen may be there all the same: the key is not let go. */
  @Test
  void whileNotAllCanBeSeenNobodyIsForgotten() {
    kept.users = found(SURE, sink("audit", "clinic", "clinic"));
    kept.pass(stored);
    kept.users = found(DOUBT, sink("new", "clinic", "clinic"));
    EncryptionKeyStatus doubted = kept.pass(stored);

    assertThat(doubted.users()).extracting(User::name).containsExactly("audit", "new");
    assertThat(doubted.userTotal()).isEqualTo(2);

    kept.users = found(SURE);
    assertThat(kept.pass(stored).userTotal()).isZero();
  }

  @Test
  void whileNotAllCanBeSeenNobodyIsNoEvidence() {
    kept.users = found(DOUBT);
    EncryptionKeyStatus status = kept.pass(stored);

    assertThat(status.userTotal()).isNull();
    assertThat(condition(status, "InUse").getStatus()).isEqualTo("Unknown");
  }

  /** CloudWatch goes on encrypting with it, and what is there needs it anyway. */
  @Test
  void aGroupThatIsEncryptedWithItUsesItWhoeverItsSinkNames() {
    AuditSink moved = sink("audit", "another", "another");
    moved.setStatus(
        Serialization.unmarshal(
            "kept: {retention: for ever, key: 'arn:1', deletionProtection: true}",
            AuditSinkStatus.class));

    assertThat(found(SURE, moved).shown()).extracting(User::name).containsExactly("audit");
    assertThat(found(SURE, sink("audit", "another", "another")).any()).isFalse();
  }

  private static KeyUsers found(Optional<String> doubt, AuditSink... sinks) {
    return KeyUsers.of(
        "clinic", Optional.of(key("arn:1")), Stream.of(), Stream.of(sinks), List.of(), doubt);
  }

  private static EncryptionKey key(String arn) {
    return Serialization.unmarshal(
        "spec: {alias: alias/clinic}\nstatus: {arn: '%s'}".formatted(arn), EncryptionKey.class);
  }

  private static PhiWorkload workload(String name, String key) {
    return Serialization.unmarshal(
        """
        metadata: {name: %s, namespace: ward}
        spec: {selector: {}, encryption: {keyRef: {name: %s}}}
        """
            .formatted(name, key),
        PhiWorkload.class);
  }

  private static AuditSink sink(String name, String key, String archiveKey) {
    return Serialization.unmarshal(
        """
        metadata: {name: %s}
        spec:
          class: audit
          logGroup: {name: /phi, keyRef: {name: %s}}
          archive: {bucket: phi-archive, keyRef: {name: %s}}
        """
            .formatted(name, key, archiveKey),
        AuditSink.class);
  }
}
