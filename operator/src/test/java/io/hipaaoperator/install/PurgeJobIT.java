package io.hipaaoperator.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.hipaaoperator.api.RetentionPolicyStatus.Run;
import io.hipaaoperator.api.RetentionPolicyStatus.RunOutcome;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * From a RetentionPolicy to rows that are gone: the installed operator, its CronJob, Jobs and pods
 * of its own image on a real node, and a real PostgreSQL behind a PhiWorkload.
 */
@ExtendWith(ClusterExtension.class)
class PurgeJobIT {
  private static final long VISITS = 12_000;
  private static final long NOTES = 24_000;
  private static final long DUE = 500;
  private static final long ROWS = (DUE - 1) * 3;

  private static InstalledOperator installed;

  private TestCluster cluster;
  private TestNamespace namespace;
  private TestNamespace elsewhere;
  private PurgedClinic clinic;

  @BeforeAll
  static void install(TestCluster cluster) {
    installed = InstalledOperator.on(cluster);
  }

  @AfterAll
  static void uninstall() {
    installed.close();
  }

  @BeforeEach
  void start(TestCluster cluster, TestNamespace namespace, TestNamespace elsewhere) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.elsewhere = elsewhere;
    clinic = PurgedClinic.in(cluster, namespace);
  }

  @Test
  void itsJobPurgesOnceSomebodyAgrees() throws Exception {
    looksAloneByItself();
    purges();
    findsNothingMore();
    tellsThatTheDatabaseIsGone();
  }

  /** The schedule begins it, and nobody agreed to anything. */
  private void looksAloneByItself() {
    clinic.declare("{\"schedule\":\"* * * * *\"}");
    Run run = clinic.lastRun("visits-purge-");
    clinic.declare("{\"schedule\":\"30 3 * * *\"}");

    assertThat(run.outcome()).isEqualTo(RunOutcome.DryRun);
    assertThat(run.planHash()).isEqualTo(clinic.planHash());
    assertThat(run.held()).isEqualTo(1);
    assertThat(run.remaining()).isEqualTo(DUE - 1);
    assertThat(clinic.await("RetentionEnforced", "NotApproved").getStatus()).isEqualTo("False");
    assertThat(clinic.count("visits")).isEqualTo(VISITS);
    assertThat(clinic.count("hipaa.purge_outbox")).isZero();
  }

  private void purges() throws Exception {
    String hash = clinic.planHash();
    clinic.declare("{\"approval\":{\"planHash\":\"%s\",\"by\":\"dr-who\"}}".formatted(hash));
    clinic.await("RetentionEnforced", "NotRunYet");

    var process = PurgeProcess.watch(namespace.name());
    ContainerStateTerminated ended = clinic.run("agreed");

    assertThat(ended.getExitCode()).isZero();
    assertThat(PurgedClinic.message(ended).path("outcome").asText()).isEqualTo("PURGED");
    assertThat(PurgedClinic.message(ended).path("purged").asLong()).isEqualTo(ROWS);
    assertThat(clinic.count("visits")).isEqualTo(VISITS - DUE + 1);
    assertThat(clinic.count("visits WHERE patient_id = 17 AND id <= 500")).isEqualTo(1);
    assertThat(clinic.count("notes")).isEqualTo(NOTES - 2 * (DUE - 1));
    assertThat(clinic.count("hipaa.purge_outbox WHERE action = 'DELETE'")).isEqualTo(ROWS);
    assertThat(clinic.count("hipaa.purge_run WHERE plan_hash = '" + hash + "'")).isEqualTo(1);
    isToldOf(hash);
    hadNoRights(process.get());
    hadNoToken(clinic.pod("agreed").orElseThrow());
  }

  private void isToldOf(String hash) {
    Run run = clinic.lastRun("agreed");
    assertThat(run.outcome()).isEqualTo(RunOutcome.Purged);
    assertThat(run.planHash()).isEqualTo(hash);
    assertThat(run.purged()).isEqualTo(ROWS);
    assertThat(run.held()).isEqualTo(1);
    assertThat(run.remaining()).isZero();
    assertThat(run.receipt()).hasSize(64);
    assertThat(clinic.await("RetentionEnforced", "Enforced").getStatus()).isEqualTo("True");
  }

  private static void hadNoRights(PurgeProcess process) {
    assertThat(process.status().get("Uid")).isEqualTo("65532\t65532\t65532\t65532");
    assertThat(process.status().get("Groups")).isEqualTo("65532");
    assertThat(process.status().get("CapEff")).isEqualTo("0000000000000000");
    assertThat(process.status().get("CapBnd")).isEqualTo("0000000000000000");
    assertThat(process.status().get("NoNewPrivs")).isEqualTo("1");
    assertThat(process.status().get("Seccomp")).as("a filter").isEqualTo("2");
    assertThat(process.options("/")).hasValueSatisfying(it -> assertThat(it).startsWith("ro"));
    assertThat(process.options("/etc/hipaa/login"))
        .hasValueSatisfying(it -> assertThat(it).startsWith("ro"));
    assertThat(process.mounts()).noneMatch(line -> line.contains("/secrets/kubernetes.io"));
  }

  private static void hadNoToken(Pod pod) {
    assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("visits-purger");
    assertThat(pod.getSpec().getVolumes()).noneMatch(volume -> volume.getProjected() != null);
  }

  private void findsNothingMore() {
    ContainerStateTerminated ended = clinic.run("again");

    assertThat(PurgedClinic.message(ended).path("purged").asLong()).isZero();
    assertThat(clinic.lastRun("again").held()).isEqualTo(1);
    assertThat(clinic.count("hipaa.purge_outbox WHERE action = 'DELETE'")).isEqualTo(ROWS);
    clinic.await("RetentionEnforced", "Enforced");
  }

  private void tellsThatTheDatabaseIsGone() {
    clinic.database(0);

    ContainerStateTerminated ended = clinic.run("gone");

    assertThat(ended.getExitCode()).isEqualTo(3);
    assertThat(clinic.lastRun("gone").outcome()).isEqualTo(RunOutcome.Unreachable);
    assertThat(clinic.await("RetentionEnforced", "RunUnreachable").getStatus()).isEqualTo("False");
  }

  /**
   * Who wears the purge's label is let in, in its namespace alone, and confined as the purge is.
   */
  @Test
  void whatIsOpenIsOpenForThePurgeAlone() {
    var admin = cluster.admin();
    ProbePod neighbour = ProbePod.start(admin, namespace.name(), "neighbour");
    ProbePod stranger = ProbePod.start(admin, elsewhere.name(), "stranger");
    ProbePod purge = ProbePod.start(admin, namespace.name(), "purge", "visits");
    var forged = ProbePod.start(admin, elsewhere.name(), "forged", "visits");
    ProbePod database = ProbePod.of(admin, namespace.name(), "app", "records-db");

    purge.reaches(database);
    neighbour.doesNotReach(database);
    stranger.doesNotReach(database);
    forged.doesNotReach(database);
    neighbour.doesNotReach(purge);
    stranger.doesNotReach(purge);
  }
}
