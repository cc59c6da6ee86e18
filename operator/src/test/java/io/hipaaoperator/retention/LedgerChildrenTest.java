package io.hipaaoperator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What publishes a ledger, and how little that may do. */
class LedgerChildrenTest {
  private static final String CREDENTIALS = "  credentials: {name: records-ledger-aws}\n";
  private static final String ROLE =
      "  serviceAccountRoleArn: arn:aws:iam::123456789012:role/ledger\n";

  @Test
  void secretsAreGivenByTheKubeletAlone() {
    String cronJob = Serialization.asYaml(cronJob(Declared.WITH_LEDGER));

    assertThat(cronJob)
        .contains("secretName: \"records-ledger\"", "secretName: \"records-ledger-key\"")
        .contains("- \"--signing-key-file=/etc/hipaa/signing-key/key\"")
        .contains("key: \"AWS_SECRET_ACCESS_KEY\"", "name: \"records-ledger-aws\"")
        .contains("- \"--password-file=/etc/hipaa/login/password\"", "name: \"PGUSER\"")
        .contains("concurrencyPolicy: \"Forbid\"", "schedule: \"*/5 * * * *\"")
        .contains("readOnlyRootFilesystem: true", "automountServiceAccountToken: false")
        .doesNotContain("records-purge", "records-digest", "ledger-plan");
  }

  @Test
  void whereKmsSignsThereIsNoKey() {
    String spec =
        Declared.WITH_LEDGER.replace(
            "signingKey: {secretRef: {name: records-ledger-key, key: ledger.secret}}",
            "origin: example.com/clinic\n  signingKey: {kms: {keyArn: 'arn:aws:kms:us-east-1:123456789012:key/0b1d'}}");

    String cronJob = Serialization.asYaml(cronJob(spec));

    assertThat(cronJob)
        .contains("- \"--kms-key=arn:aws:kms:us-east-1:123456789012:key/0b1d\"")
        .contains("- \"--origin=example.com/clinic\"")
        .doesNotContain("signing-key");
  }

  @Test
  void aRestoreIsAcknowledgedToTheWriter() {
    assertThat(container(Declared.WITH_LEDGER + "  acknowledgeRestore: 612/905\n").getArgs())
        .contains("--acknowledge-restore=612/905");
    assertThat(container(Declared.WITH_LEDGER).getArgs().toString())
        .doesNotContain("acknowledge-restore");
  }

  /** Never the node's role; a token is mounted by whoever gives the role. */
  @Test
  void aRoleIsNamedOnTheAccount() {
    String spec = Declared.WITH_LEDGER.replace(CREDENTIALS, ROLE);

    ServiceAccount account = one(ServiceAccount.class, spec);

    assertThat(account.getMetadata().getAnnotations())
        .containsEntry(LedgerChildren.ROLE, "arn:aws:iam::123456789012:role/ledger");
    assertThat(account.getAutomountServiceAccountToken()).isFalse();
    assertThat(container(spec).getEnv())
        .extracting(it -> it.getName())
        .containsExactly("PGUSER", "AWS_REGION", "AWS_EC2_METADATA_DISABLED");
  }

  @Test
  void anotherRoleOnTheAccountWeakens() {
    ServiceAccount desired = one(ServiceAccount.class, Declared.WITH_LEDGER);
    ServiceAccount live =
        new ServiceAccountBuilder(desired)
            .editMetadata()
            .addToAnnotations(LedgerChildren.ROLE, "arn:aws:iam::123456789012:role/admin")
            .endMetadata()
            .build();
    var family = new RetentionFamily("uid-2", List.of("records-ledger"));

    assertThat(family.weakens(desired, Optional.of(live))).isTrue();
    assertThat(family.weakens(desired, Optional.of(desired))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "records.clinic.svc|credentials: {name: a}|53 5432 443",
        "10.0.0.7|credentials: {name: a}|5432 53 443",
        "10.0.0.7|serviceAccountRoleArn: arn:aws:iam::123456789012:role/r|5432 53 443",
        "10.0.0.7|heartbeat: 1h|5432 53 443 80 80",
        "10.0.0.7|endpoint: https://s3.example.com:9000|5432 53 9000 80 80",
        "10.0.0.7|{endpoint: https://10.0.0.8, credentials: {name: a}}|5432 443",
        "10.0.0.7|{endpoint: http://10.0.0.8, serviceAccountRoleArn: 'arn:aws:iam::123456789012:role/r'}|5432 80 53 443",
      })
  void theWriterReachesWhatItNeeds(String host, String more, String ports) {
    String flat = more.replaceFirst("^\\{(.*)}$", "$1").replace(", ", "\n  ");
    String spec =
        Declared.WITH_LEDGER
                .replace("records.clinic.svc", "'" + host + "'")
                .replace(CREDENTIALS, "")
            + "  "
            + flat
            + "\n";

    NetworkPolicy policy = one(NetworkPolicy.class, spec);

    assertThat(policy.getSpec().getPodSelector().getMatchLabels())
        .containsExactly(Map.entry("hipaa-operator.io/phi-database", "records"));
    assertThat(policy.getSpec().getIngress()).isEmpty();
    assertThat(
            policy.getSpec().getEgress().stream()
                .map(rule -> rule.getPorts().getFirst().getPort().getIntVal().toString()))
        .containsExactly(ports.split(" "));
  }

  private static CronJob cronJob(String spec) {
    DeclaredDatabase database = Declared.database(spec);
    return LedgerChildren.cronJob(database, database.ledger().orElseThrow(), "hipaa:1", false);
  }

  private static Container container(String spec) {
    return cronJob(spec)
        .getSpec()
        .getJobTemplate()
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst();
  }

  private static <T extends HasMetadata> T one(Class<T> kind, String spec) {
    DeclaredDatabase database = Declared.database(spec);
    return LedgerChildren.conditions(database, database.ledger().orElseThrow()).stream()
        .flatMap(it -> kind.isInstance(it) ? Stream.of(kind.cast(it)) : Stream.empty())
        .findFirst()
        .orElseThrow();
  }
}
