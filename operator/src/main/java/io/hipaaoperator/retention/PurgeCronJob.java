package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.api.RetentionPolicySpec;

/** Runs the purge. */
final class PurgeCronJob {
  /** How late a run may begin. */
  static final long LATE_SECONDS = RunCronJob.LATE_SECONDS;

  private PurgeCronJob() {}

  static CronJob of(
      DeclaredPolicy policy, PhiDatabaseSpec database, String image, boolean suspended) {
    RetentionPolicySpec spec = policy.spec();
    return RunCronJob.of(
        policy.child(PurgeChildren.cronJobName(policy)),
        RunCronJob.runs(policy.podLabels(), policy.database()),
        new RunCronJob.Timing(spec.schedule(), spec.timeZone(), suspended),
        spec.limits().runTimeoutSeconds().longValue(),
        RunCronJob.pod(
            PurgeChildren.accountName(policy),
            PurgeContainer.of(policy, database, image),
            PurgeVolumes.of(policy, database)));
  }
}
