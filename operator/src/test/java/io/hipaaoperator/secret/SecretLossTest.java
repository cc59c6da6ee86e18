package io.hipaaoperator.secret;

import static io.hipaaoperator.secret.SecretPasses.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.control.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever of the memory of a Secret is lost: no value in use goes, and no older comes back. */
class SecretLossTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private final MemorySecrets cluster =
      new MemorySecrets(new Fact.Known<>(SecretPasses.valid(NOW)));
  private final SecretPasses passes = new SecretPasses(cluster, NOW);

  @BeforeEach
  void sealed() {
    passes.pass(1);
    passes.pass(1);
  }

  /** A pruned revision, or a restored backup. */
  @Test
  void anOlderRevisionDoesNotComeBack() {
    passes.pass(2);
    var inForce = inForce();
    cluster.losesNewestRevision();

    refused(2, "HistoryIncomplete");
    assertThat(inForce()).isEqualTo(inForce);
    assertThat(passes.status().revision()).isEqualTo(2);
    passes.forgets();
    refused(2, "HistoryIncomplete");

    cluster.losesSealed();
    assertThat(reason(2)).isEqualTo("AllOpened");
  }

  /** The status alone knows of it. */
  @Test
  void norWhereTheSealedSecretIsGoneAsWell() {
    passes.pass(2);
    cluster.losesNewestRevision();
    cluster.losesSealed();

    refused(2, "HistoryIncomplete");
    refused(3, "HistoryIncomplete");
  }

  /** As the page says it: who wants what is in force deletes the revisions that are left. */
  @Test
  void whatIsInForceIsTakenOverWhereNoRevisionIsLeft() {
    passes.pass(2);
    var inForce = inForce();
    var before = passes.status();
    cluster.losesRevisions();

    assertThat(reason(2)).isEqualTo("AllOpened");
    assertThat(inForce()).isEqualTo(inForce);
    assertThat(passes.status().revision()).isEqualTo(3);
    assertThat(passes.status().keys()).isEqualTo(before.keys());
  }

  @Test
  void whenItWasMadeIsUnknownWhereNothingSaysSo() {
    cluster.losesRevisions();
    passes.forgets();

    SecretAge age = passes.pass(1).ages(NOW).getFirst();

    assertThat(age.oldest()).isEmpty();
    assertThat(age.doubt()).contains("when a value was made is not known");
    assertThat(passes.status().keys().getFirst().sealedAt()).isNull();
  }

  @Test
  void aRevisionWithAnotherNumberThanItsNameIsNone() {
    passes.pass(2);
    cluster.numbers("db-sealed-1", 9);

    refused(2, "HistoryIncomplete");
  }

  /** Whoever raises it on the SealedSecret stops nobody. */
  @Test
  void aNumberThatSomebodyElseWroteCountsForNothing() {
    cluster.edits(
        there -> {
          there.getMetadata().getAnnotations().put(Api.SECRET_REVISION, "9");
          there.getMetadata().getManagedFields().getFirst().setFieldsV1(null);
        });

    assertThat(reason(1)).isEqualTo("AllOpened");
    assertThat(cluster.sealed().orElseThrow().revision()).isEqualTo(1);
  }

  @Test
  void aValueThatIsLostIsMadeAnewOnlyWhereThatIsAsked() {
    cluster.losesRevisions();
    cluster.losesSealed();

    refused(1, "HistoryLost");
    refused(1, "HistoryLost");

    assertThat(reason(2)).isEqualTo("AllOpened");
    assertThat(passes.status().revision()).isEqualTo(2);
    assertThat(inForce()).containsOnlyKeys("password");
  }

  @Test
  void whatIsNotOpenedIsNotReplaced() {
    String first = inForce().get("password");
    cluster.controllerSays("False");
    passes.pass(2);
    String second = inForce().get("password");
    assertThat(inForce()).containsEntry("password-previous", first);

    passes.days(100);
    passes.pass(Enforcement.Enforce, key("password", 2, 1));
    assertThat(inForce()).containsEntry("password", second);

    passes.pass(3);
    assertThat(inForce()).containsEntry("password-previous", first);
    assertThat(inForce().get("password")).isNotIn(first, second);
    assertThat(passes.status().openedRevision()).isEqualTo(1);
  }

  /** The value in use would else be replaced with only its predecessor kept. */
  @Test
  void whatIsFoundAloneIsWrittenDownBeforeItIsReplaced() {
    passes.pass(2);
    passes.pass(3);
    String used = inForce().get("password");
    cluster.losesRevisions();

    passes.pass(4);
    assertThat(inForce()).containsEntry("password", used);
    passes.pass(4);
    assertThat(inForce()).containsEntry("password-previous", used);
  }

  @Test
  void whatTheControllerIsAboutToOpenIsNotReplacedMeanwhile() {
    cluster.controllerSays("Unknown");
    var before = inForce();

    passes.pass(2);
    assertThat(inForce()).isEqualTo(before);
    cluster.controllerSays("True");
    passes.pass(2);
    assertThat(inForce()).containsEntry("password-previous", before.get("password"));
  }

  @Test
  void whatIsNotInForceHasNoAge() {
    cluster.edits(there -> encrypted(there, Map.of("password", "AgOther")));

    SecretsPass pass = passes.pass(Enforcement.Observe, key("password", 1, null));

    assertThat(pass.worst().orElseThrow().reason()).isEqualTo("NotInForce");
    assertThat(pass.ages(NOW).getFirst().oldest()).isEmpty();
    assertThat(pass.ages(NOW).getFirst().doubt()).contains("not those of its newest revision");
  }

  @Test
  void whatGitDeliversIsLeftAlone() {
    cluster.edits(
        there -> there.getMetadata().getAnnotations().put("argocd.argoproj.io/tracking-id", "a"));
    refused(2, "NameConflict");
    assertThat(passes.status().message()).contains("Argo CD");
  }

  private static void encrypted(SealedSecret there, Map<String, String> data) {
    var spec = new OpenFields();
    spec.set("encryptedData", data);
    there.setSpec(spec);
  }

  private void refused(int generation, String reason) {
    List<String> before = List.copyOf(cluster.writes());
    assertThat(reason(generation)).isEqualTo(reason);
    assertThat(cluster.writes()).isEqualTo(before);
  }

  private String reason(int generation) {
    return passes.pass(generation).worst().map(SecretProblem::reason).orElse("AllOpened");
  }

  private Map<String, String> inForce() {
    return cluster.sealed().orElseThrow().encryptedData();
  }
}
