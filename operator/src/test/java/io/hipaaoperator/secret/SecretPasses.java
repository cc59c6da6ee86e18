package io.hipaaoperator.secret;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.SecretKey;
import io.hipaaoperator.api.SecretStatus;
import io.hipaaoperator.api.WorkloadSecret;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.seal.SealingCertificate;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pass after pass over a Secret in memory, each of which knows the status of the one before. */
final class SecretPasses {
  private static final RSAPublicKey KEY = publicKey();

  private final MemorySecrets cluster;
  private Instant now;
  private List<SecretStatus> status = List.of();

  SecretPasses(MemorySecrets cluster, Instant now) {
    this.cluster = cluster;
    this.now = now;
  }

  SecretsPass pass(int generation) {
    return pass(Enforcement.Enforce, key("password", generation, null));
  }

  SecretsPass pass(Enforcement enforcement, SecretKey... keys) {
    var declared = new WorkloadSecret("db", null, List.of(keys), "platform", 90);
    SecretsPass pass =
        KeptSecrets.of(
                cluster,
                cluster::write,
                ChildPasses.of(
                    new ChildComparison(new KubernetesSerialization()),
                    cluster::write,
                    _ -> {},
                    () -> now),
                () -> now)
            .keep(
                new WorkloadSecrets.Of("clinic", "ledger", "uid-1", List.of(declared)),
                enforcement,
                new WorkloadSecrets.Before(List.of(), status));
    status = pass.states().stream().map(SecretState::status).toList();
    return pass;
  }

  void days(int more) {
    now = now.plus(Duration.ofDays(more));
  }

  /** As of a PhiWorkload that was deleted. */
  void forgets() {
    status = List.of();
  }

  SecretStatus status() {
    return status.getFirst();
  }

  static SecretKey key(String name, int generation, @Nullable Integer everyDays) {
    return new SecretKey(
        name, new SecretKey.Generate(null, null), new SecretKey.Rotation(generation, everyDays));
  }

  static SealingCertificate valid(Instant from) {
    return new SealingCertificate(KEY, from, from.plus(Duration.ofDays(3650)));
  }

  private static RSAPublicKey publicKey() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return (RSAPublicKey) generator.generateKeyPair().getPublic();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
