package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.hipaaoperator.api.Api;
import java.util.List;
import java.util.Map;

/**
 * Runs {@code hipaa} again and again, one run at a time. Every field that the API server would fill
 * in below a list is spelled out, so that whatever else stands there was put there.
 */
final class RunCronJob {
  /** How late a run may begin. */
  static final long LATE_SECONDS = 3_600;

  private static final int KEPT = 3;
  private static final int WEEK_SECONDS = 604_800;
  private static final long GRACE_SECONDS = 30;
  private static final long USER = 65_532;

  private RunCronJob() {}

  /**
   * A CronJob.
   *
   * @param metadata its own
   * @param runs that of its Jobs and pods
   * @param deadline how long a run may take, in seconds
   */
  static CronJob of(
      ObjectMeta metadata, ObjectMeta runs, Timing timing, long deadline, PodSpec pod) {
    return new CronJobBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withSchedule(timing.schedule())
        .withTimeZone(timing.timeZone())
        .withSuspend(timing.suspended())
        .withConcurrencyPolicy("Forbid")
        .withStartingDeadlineSeconds(LATE_SECONDS)
        .withSuccessfulJobsHistoryLimit(KEPT)
        .withFailedJobsHistoryLimit(KEPT)
        .withNewJobTemplate()
        .withMetadata(runs)
        .withNewSpec()
        .withBackoffLimit(0)
        .withActiveDeadlineSeconds(deadline)
        .withTtlSecondsAfterFinished(WEEK_SECONDS)
        .withNewTemplate()
        .withMetadata(runs)
        .withSpec(pod)
        .endTemplate()
        .endSpec()
        .endJobTemplate()
        .endSpec()
        .build();
  }

  /**
   * Metadata of Jobs and pods.
   *
   * @param labels by which they are found and their traffic is limited
   * @param database the PhiDatabase that they work on: the API server lets no Job of a purge begin
   *     while a hold of it is not acknowledged
   */
  static ObjectMeta runs(Map<String, String> labels, String database) {
    return new ObjectMetaBuilder()
        .withLabels(labels)
        .withAnnotations(Map.of(Api.DATABASE, database))
        .build();
  }

  /** A pod that can do nothing in the cluster. */
  static PodSpec pod(String account, Container container, List<Volume> volumes) {
    return new PodSpecBuilder()
        .withServiceAccountName(account)
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withRestartPolicy("Never")
        .withTerminationGracePeriodSeconds(GRACE_SECONDS)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withFsGroup(USER)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withContainers(container)
        .withVolumes(volumes)
        .build();
  }

  /**
   * When runs begin.
   *
   * @param schedule as cron has it
   * @param timeZone its time zone
   * @param suspended whether none does
   */
  record Timing(String schedule, String timeZone, boolean suspended) {}
}
