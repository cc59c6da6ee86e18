package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Dying.Killed;
import io.hipaaoperator.aws.Dying.Moment;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.TestServices;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.controls.Catalogue;
import io.hipaaoperator.status.DriftHistory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One key a resource, for ever: wherever the operator is killed, and however many there are. */
class KeyCreationIT {
  private static final int MANY_CALLS = 40;

  private final Aws aws = new Aws(Emulator.location(), new SimpleMeterRegistry());
  private final Services services = ((Answer.Known<Services>) aws.services()).value();
  private final String alias = "alias/it/" + UUID.randomUUID();
  private final Stored stored = new Stored(spec(alias));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @AfterEach
  void clean() {
    Keys.remove(alias);
    aws.close();
  }

  @Test
  void aKeyIsMadeWithAllThatIsDeclared() {
    pass(services.kms(), stored);

    String id = Keys.made(stored.uid()).getFirst();
    assertThat(Keys.behind(alias).orElseThrow().keyId()).isEqualTo(id);
    assertThat(Keys.tags(id)).containsEntry("app.kubernetes.io/managed-by", "hipaa-operator");
    assertThat(Keys.KMS.getKeyRotationStatus(r -> r.keyId(id)).rotationPeriodInDays())
        .isEqualTo(180);
    assertThat(Keys.policy(id)).contains("kms:PutKeyPolicy").doesNotContain("kms:*");
    assertThat(stored.get().getStatus().keyId()).isEqualTo(id);
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void anOperatorThatIsKilledAtAnyCallLeavesOneKey(Moment moment) {
    int call = 1;
    while (isKilled(call, moment)) {
      call++;
      assertThat(call).isLessThan(MANY_CALLS);
    }
    assertThat(call).as("calls until all is done").isGreaterThan(5);
  }

  /** Whether an operator dies at this call; its successors then finish the work. */
  private boolean isKilled(int call, Moment moment) {
    String its = alias + "/" + moment + "/" + call;
    var resource = new Stored(spec(its));
    boolean killed = dies(DyingKms.of(Kms.class, services.kms(), call, moment), resource, resource);
    recover(resource);
    assertOneKey(its, resource);
    return killed;
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void anOperatorThatIsKilledAtAnyWriteOfTheStatusLeavesOneKey(Moment moment) {
    for (int write = 1; write <= 2; write++) {
      String its = alias + "/status/" + moment + "/" + write;
      var resource = new Stored(spec(its));
      assertThat(dies(services.kms(), resource, DyingKms.of(Claims.class, resource, write, moment)))
          .isTrue();
      recover(resource);
      assertOneKey(its, resource);
    }
  }

  @Test
  void anAnswerThatIsLostLeavesOneKey() {
    pass(DyingKms.forgetful(services.kms()), stored);
    assertThat(stored.get().getStatus().conditions().getFirst().getReason())
        .isEqualTo("CreationInDoubt");

    pass(services.kms(), stored);

    assertOneKey(alias, stored);
  }

  @Test
  void ofTwoOperatorsThatLookedAtTheSameTimeOneMakesTheKey() {
    var seen = stored.get();
    stored.write(
        seen, seen.getStatus().claimed(new EncryptionKeyStatus.Claim("x", now.toString())));

    var passes = passes(services.kms(), stored);
    assertThat(passes.over(seen).pass().obstacle().orElseThrow().reason()).isEqualTo("Claimed");
    assertThat(passes.over(stored.get()).pass().obstacle().orElseThrow().reason())
        .isEqualTo("CreationInDoubt");
    assertThat(Keys.made(stored.uid())).isEmpty();

    recover(stored);
    assertOneKey(alias, stored);
  }

  @Test
  void anAliasOfSomebodyElseIsLeftAlone() {
    String foreign = Keys.foreign().keyId();
    Keys.KMS.createAlias(r -> r.aliasName(alias).targetKeyId(foreign));

    pass(services.kms(), stored);

    var ready = stored.get().getStatus().conditions().getFirst();
    assertThat(ready.getReason()).isEqualTo("AliasTaken");
    assertThat(ready.getMessage()).contains("spec.alias", foreign);
    assertThat(Keys.made(stored.uid())).isEmpty();
  }

  private void assertOneKey(String its, Stored resource) {
    String id = Keys.behind(its).orElseThrow().keyId();
    assertThat(Keys.made(resource.uid())).containsExactly(id);
    assertThat(resource.get().getStatus().keyId()).isEqualTo(id);
    assertThat(resource.get().getStatus().conditions().getFirst().getReason())
        .isEqualTo("Converged");
    Keys.remove(its);
  }

  private boolean dies(Kms kms, Stored resource, Claims claims) {
    try {
      pass(kms, resource, claims);
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  /** A new operator looks, and looks again when a claim has settled. */
  private void recover(Stored resource) {
    pass(services.kms(), resource);
    now = now.plus(KeyCreation.SETTLED).plusSeconds(1);
    pass(services.kms(), resource);
  }

  private void pass(Kms kms, Stored resource) {
    pass(kms, resource, resource);
  }

  /** A pass with its report, as the reconciler makes one. */
  private void pass(Kms kms, Stored resource, Claims claims) {
    var outcome = passes(kms, claims).over(resource.get());
    var history = DriftHistory.after(List.of(), 0, List.of(), List.of(), List.of(), now);
    claims.write(outcome.resource(), outcome.status().with(history, now));
  }

  private KeyPasses passes(Kms kms, Claims claims) {
    var cluster = new MemoryCluster();
    var seen = TestServices.of(services.account(), kms);
    return new KeyPasses(
        Enforcement.Enforce,
        () -> Answer.known(seen),
        claims,
        KeyOwners.of(_ -> List.of()),
        cluster.kept(cluster::write, () -> now),
        new Nobody(),
        new ToldApiServer(),
        new KeyFinalizer(
            _ -> {
              throw new IllegalStateException("no finalizer is declared");
            }),
        Catalogue.KEY,
        () -> now);
  }

  /** Nobody uses a key. */
  private record Nobody() implements KeyUse {
    @Override
    public KeyUsers of(String key) {
      return new KeyUsers(List.of(), 0, Optional.empty());
    }

    @Override
    public KeyUsers now(String key) {
      return of(key);
    }
  }

  private static EncryptionKeySpec spec(String alias) {
    return KeySpecs.of(alias, "description: of a test\nrotationPeriodDays: 180");
  }
}
