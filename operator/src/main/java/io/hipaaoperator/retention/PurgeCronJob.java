package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.api.RetentionPolicySpec;

/**
 * Runs the purge. Every field that the API server would fill in below a list is spelled out, so
 * that whatever else stands there was put there.
 */
final class PurgeCronJob {
  /** How late a run may begin. */
  static final long LATE_SECONDS = 3_600;

  private static final int KEPT = 3;
  private static final int WEEK_SECONDS = 604_800;
  private static final long GRACE_SECONDS = 30;
  private static final long USER = 65_532;

  private PurgeCronJob() {}

  static CronJob of(
      DeclaredPolicy policy, PhiDatabaseSpec database, String image, boolean suspended) {
    RetentionPolicySpec spec = policy.spec();
    return new CronJobBuilder()
        .withMetadata(policy.child(PurgeChildren.cronJobName(policy)))
        .withNewSpec()
        .withSchedule(spec.schedule())
        .withTimeZone(spec.timeZone())
        .withSuspend(suspended)
        .withConcurrencyPolicy("Forbid")
        .withStartingDeadlineSeconds(LATE_SECONDS)
        .withSuccessfulJobsHistoryLimit(KEPT)
        .withFailedJobsHistoryLimit(KEPT)
        .withNewJobTemplate()
        .withNewMetadata()
        .withLabels(policy.podLabels())
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withActiveDeadlineSeconds(spec.limits().runTimeoutSeconds().longValue())
        .withTtlSecondsAfterFinished(WEEK_SECONDS)
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(policy.podLabels())
        .endMetadata()
        .withSpec(pod(policy, database, image))
        .endTemplate()
        .endSpec()
        .endJobTemplate()
        .endSpec()
        .build();
  }

  private static PodSpec pod(DeclaredPolicy policy, PhiDatabaseSpec database, String image) {
    return new PodSpecBuilder()
        .withServiceAccountName(PurgeChildren.accountName(policy))
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
        .withContainers(PurgeContainer.of(policy, database, image))
        .withVolumes(PurgeVolumes.of(policy, database))
        .build();
  }
}
