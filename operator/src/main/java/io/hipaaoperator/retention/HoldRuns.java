package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.retention.EndedRuns.Ended;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of a hold's CronJobs.
 *
 * @param hold whose
 * @param jobs Jobs of its namespace
 * @param pods pods of its namespace
 */
record HoldRuns(DeclaredHold hold, List<Job> jobs, List<Pod> pods) {
  HoldRuns {
    jobs = List.copyOf(jobs);
    pods = List.copyOf(pods);
  }

  /** The newest that ended, for a database. */
  Optional<Ended> newest(String database) {
    return new EndedRuns(
            HoldChildren.cronJobName(hold, database),
            Map.of(Api.LEGAL_HOLD, hold.name()),
            HoldChildren.CONTAINER,
            jobs,
            pods)
        .newest();
  }
}
