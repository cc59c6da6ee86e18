package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The runs of a CronJob, from its Jobs and what their pods left behind.
 *
 * @param cronJob its name
 * @param labels that its Jobs bear
 * @param container of their pods
 * @param jobs Jobs of its namespace
 * @param pods pods of its namespace
 */
record EndedRuns(
    String cronJob, Map<String, String> labels, String container, List<Job> jobs, List<Pod> pods) {
  private static final Set<String> ENDS = Set.of("Complete", "Failed");
  private static final String LATE = "DeadlineExceeded";

  EndedRuns {
    labels = Map.copyOf(labels);
    jobs = List.copyOf(jobs);
    pods = List.copyOf(pods);
  }

  /**
   * A run that ended.
   *
   * @param job name of its Job
   * @param time when
   * @param isLate whether it was stopped since it took too long
   * @param left what its container left; empty where that is gone or never was
   */
  record Ended(String job, String time, boolean isLate, Optional<ContainerStateTerminated> left) {

    /** Why it says nothing itself. */
    String silence() {
      return isLate
          ? "it was stopped, or its pod never started; the Job's events say why"
          : left.map(it -> "exit code " + it.getExitCode() + " without a result")
              .orElse("its pod is gone without a result");
    }

    /** Exit code of its container; -1 where it left none. */
    int code() {
      return left.map(ContainerStateTerminated::getExitCode).orElse(-1);
    }
  }

  /** The newest. */
  Optional<Ended> newest() {
    return jobs.stream()
        .filter(this::isOurs)
        .flatMap(job -> end(job).map(end -> ended(job, end)).stream())
        .max(Comparator.comparing(Ended::time));
  }

  /**
   * The newest, unless a status that is known already tells as much: that of a newer one, or of the
   * same, of which only the Job is left.
   *
   * @param job of the run that is known
   * @param time when that ended
   */
  Optional<Ended> after(Optional<String> job, Optional<String> time) {
    return newest()
        .filter(ended -> ended.left().isPresent() || !job.equals(Optional.of(ended.job())))
        .filter(ended -> time.filter(known -> known.compareTo(ended.time()) > 0).isEmpty());
  }

  private Ended ended(Job job, JobCondition end) {
    String completed = job.getStatus().getCompletionTime();
    return new Ended(
        job.getMetadata().getName(),
        completed == null ? end.getLastTransitionTime() : completed,
        LATE.equals(end.getReason()),
        left(job));
  }

  private boolean isOurs(Job job) {
    Map<String, String> has = job.getMetadata().getLabels();
    return has != null
        && has.entrySet().containsAll(labels.entrySet())
        && job.getMetadata().getOwnerReferences().stream()
            .anyMatch(
                owner -> owner.getKind().equals("CronJob") && owner.getName().equals(cronJob));
  }

  private static Optional<JobCondition> end(Job job) {
    return Optional.ofNullable(job.getStatus()).stream()
        .flatMap(status -> status.getConditions().stream())
        .filter(one -> ENDS.contains(one.getType()) && "True".equals(one.getStatus()))
        .findFirst();
  }

  private Optional<ContainerStateTerminated> left(Job job) {
    String uid = job.getMetadata().getUid();
    return pods.stream()
        .filter(
            pod ->
                pod.getMetadata().getOwnerReferences().stream()
                    .anyMatch(owner -> uid.equals(owner.getUid())))
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .filter(one -> container.equals(one.getName()))
        .map(one -> one.getState().getTerminated())
        .findFirst();
  }
}
