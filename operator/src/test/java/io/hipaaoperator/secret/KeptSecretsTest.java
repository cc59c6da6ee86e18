package io.hipaaoperator.secret;

import static io.hipaaoperator.secret.SecretPasses.key;
import static io.hipaaoperator.secret.SecretPasses.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.secret.MemorySecrets.Killed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever dies, is overtaken or hears no answer makes no value twice and loses none. */
class KeptSecretsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private final MemorySecrets cluster = new MemorySecrets(new Fact.Known<>(valid(NOW)));
  private final SecretPasses passes = new SecretPasses(cluster, NOW);

  /** Before the revision, and between it and the SealedSecret. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whoeverDiesInBetweenIsFollowedByOneWhoGoesOn(int writes) {
    cluster.diesAfter(writes);
    assertThatThrownBy(() -> pass(1)).isInstanceOf(Killed.class);
    List<SecretRevision> before = history();

    cluster.lives();
    pass(1);

    assertThat(history()).hasSize(1).containsAll(before);
    assertThat(inForce()).isEqualTo(history().getFirst().encryptedData());
    pass(1);
    assertThat(cluster.writes()).containsExactly("Create ControllerRevision", "Apply SealedSecret");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void alsoDuringARotation(int writes) {
    pass(1);
    String old = inForce().get("password");
    cluster.diesAfter(writes);
    assertThatThrownBy(() -> pass(2)).isInstanceOf(Killed.class);
    assertThat(inForce()).containsEntry("password", old);

    cluster.lives();
    pass(2);

    assertThat(history()).hasSize(2);
    assertThat(inForce()).containsEntry("password-previous", old).hasSize(2);
    assertThat(inForce().get("password")).isNotEqualTo(old);
  }

  @Test
  void whatWasWrittenAndNotAnsweredIsFound() {
    cluster.fallsSilent();
    assertThat(pass(1).children().refusals()).isNotEmpty();

    cluster.lives();
    pass(1);

    assertThat(history()).hasSize(1);
    assertThat(inForce()).isEqualTo(history().getFirst().encryptedData());
  }

  @Test
  void whatIsLostIsPutBackAsItWas() {
    pass(1);
    Map<String, String> before = inForce();

    cluster.losesSealed();
    pass(1);
    assertThat(inForce()).isEqualTo(before);

    cluster.losesRevisions();
    pass(1);
    assertThat(history().getFirst().encryptedData()).isEqualTo(before);
    assertThat(inForce()).isEqualTo(before);
  }

  /** Its values may be nowhere else. */
  @Test
  void whatIsInForceIsNotDeletedWhereItsRevisionsAreLost() {
    pass(1);
    var before = cluster.sealed().orElseThrow().encryptedData();
    cluster.losesRevisions();
    cluster.losesCertificate();
    int writes = cluster.writes().size();

    SecretsPass pass =
        passes.pass(Enforcement.Enforce, key("password", 1, null), key("added", 1, null));

    assertThat(cluster.writes()).hasSize(writes);
    assertThat(inForce()).isEqualTo(before);
    assertThat(pass.worst().orElseThrow().reason()).isEqualTo("SealingCertificateUnknown");
  }

  @Test
  void toACertificateThatIsOverNothingIsSealed() {
    var expired = new MemorySecrets(new Fact.Known<>(valid(NOW.minus(Duration.ofDays(9000)))));

    SecretsPass pass = new SecretPasses(expired, NOW).pass(1);

    assertThat(pass.worst().orElseThrow().reason()).isEqualTo("SealingCertificateExpired");
    assertThat(expired.writes()).isEmpty();
  }

  @Test
  void withoutACertificateWhatIsSealedStaysInForce() {
    var unknown = new MemorySecrets(new Fact.Unreachable<>("nothing answers"));

    SecretsPass pass = new SecretPasses(unknown, NOW).pass(1);

    assertThat(pass.worst().orElseThrow().reason()).isEqualTo("SealingCertificateUnknown");
    assertThat(pass.words()).contains("nothing answers");
    assertThat(unknown.writes()).isEmpty();
  }

  @Test
  void whoOnlyObservesWritesNothing() {
    SecretsPass pass = passes.pass(Enforcement.Observe, key("password", 1, null));

    assertThat(pass.worst().orElseThrow().reason()).isEqualTo("NotEnforced");
    assertThat(cluster.writes()).isEmpty();
  }

  @Test
  void theStatusHasTheKeyItIsSealedWith() {
    var status = pass(1).states().getFirst().status();

    assertThat(status.keys().getFirst().certificate()).isEqualTo(valid(NOW).fingerprint());
    assertThat(status.resealDue()).isNull();
  }

  private SecretsPass pass(int generation) {
    return passes.pass(generation);
  }

  private List<SecretRevision> history() {
    return ((Fact.Known<SecretHistory>) cluster.history("clinic", "db")).value().revisions();
  }

  private Map<String, String> inForce() {
    return cluster.sealed().map(SealedSecret::encryptedData).orElse(Map.of());
  }
}
