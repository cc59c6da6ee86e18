package io.hipaaoperator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.PhiDatabaseSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs a purge, and how little that may do. */
class PurgeChildrenTest {
  @Test
  void theSecretIsGivenByTheKubeletAlone() {
    String cronJob = Serialization.asYaml(cronJob());

    assertThat(cronJob)
        .contains("secretName: \"records-purge\"", "secretName: \"records-digest\"")
        .contains("name: \"PGUSER\"", "- \"--password-file=/etc/hipaa/login/password\"")
        .contains("readOnlyRootFilesystem: true", "runAsNonRoot: true", "type: \"RuntimeDefault\"")
        .contains("backoffLimit: 0", "activeDeadlineSeconds: 3600", "restartPolicy: \"Never\"")
        .contains("- \"--result-file=/dev/termination-log\"")
        .contains("- \"--actor=system:serviceaccount:clinic:visits-purger\"");
  }

  /** A name can be looked up, and then leads anywhere; an address leads nowhere else. */
  @ParameterizedTest
  @CsvSource({
    "10.0.0.7, 1, cidr: \"10.0.0.7/32\"",
    "fd00::7, 1, cidr: \"fd00::7/128\"",
    "records.clinic.svc, 2, k8s-app: \"kube-dns\"",
  })
  void aPurgeReachesTheDatabase(String host, int rules, String words) {
    NetworkPolicy policy = PurgeNetwork.of(Declared.policy(1, ""), database(host));

    assertThat(policy.getSpec().getIngress()).isEmpty();
    assertThat(policy.getSpec().getEgress()).hasSize(rules);
    assertThat(Serialization.asYaml(policy)).contains(words).contains("port: 5432");
  }

  private static CronJob cronJob() {
    return PurgeCronJob.of(Declared.policy(1, ""), Declared.database(), "hipaa:1", false);
  }

  private static PhiDatabaseSpec database(String host) {
    return Serialization.unmarshal(
        Declared.DATABASE.replace("records.clinic.svc", "'" + host + "'"), PhiDatabaseSpec.class);
  }
}
