package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.RetentionPolicyStatus.Run;
import io.hipaaoperator.api.RetentionPolicyStatus.RunOutcome;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The runs of a policy's CronJob, from its Jobs and what their pods left behind.
 *
 * @param policy whose
 * @param jobs Jobs of its namespace
 * @param pods pods of its namespace
 */
record PurgeRuns(DeclaredPolicy policy, List<Job> jobs, List<Pod> pods) {
  private static final Set<String> ENDS = Set.of("Complete", "Failed");
  private static final String LATE = "DeadlineExceeded";
  private static final int WRONG = 2;
  private static final int UNREACHABLE = 3;

  PurgeRuns {
    jobs = List.copyOf(jobs);
    pods = List.copyOf(pods);
  }

  /**
   * The newest that ended.
   *
   * @param before the one that the status shows, of which the Job may be gone
   */
  Optional<Run> newest(Optional<Run> before) {
    return jobs.stream()
        .filter(this::isOurs)
        .filter(job -> end(job).isPresent())
        .max(Comparator.comparing(job -> time(job, end(job).orElseThrow())))
        .flatMap(job -> newer(job, before))
        .or(() -> before);
  }

  private Optional<Run> newer(Job job, Optional<Run> before) {
    JobCondition end = end(job).orElseThrow();
    String name = job.getMetadata().getName();
    Optional<ContainerStateTerminated> left = left(job);
    boolean isOlder =
        before
            .filter(
                known ->
                    known.job().equals(name) && left.isEmpty()
                        || known.time().compareTo(time(job, end)) > 0)
            .isPresent();
    return isOlder ? Optional.empty() : Optional.of(run(name, time(job, end), end, left));
  }

  private static Run run(
      String job, String time, JobCondition end, Optional<ContainerStateTerminated> left) {
    return left.flatMap(ended -> PurgeMessage.read(ended.getMessage()))
        .map(message -> message.run(time, job))
        .orElseGet(() -> silent(job, time, end, left));
  }

  private static Run silent(
      String job, String time, JobCondition end, Optional<ContainerStateTerminated> left) {
    int code = left.map(ContainerStateTerminated::getExitCode).orElse(-1);
    RunOutcome outcome = outcome(end, code);
    return new Run(time, job, outcome, null, null, null, null, null, words(outcome, left));
  }

  private static RunOutcome outcome(JobCondition end, int code) {
    if (LATE.equals(end.getReason())) {
      return RunOutcome.DeadlineExceeded;
    }
    return switch (code) {
      case WRONG -> RunOutcome.PlanWrong;
      case UNREACHABLE -> RunOutcome.Unreachable;
      default -> RunOutcome.Failed;
    };
  }

  private static String words(RunOutcome outcome, Optional<ContainerStateTerminated> left) {
    return switch (outcome) {
      case DeadlineExceeded -> "it was stopped, or its pod never started; the Job's events say why";
      case PlanWrong -> "the plan does not fit the database; the pod's log names the field";
      case Unreachable -> "the database was not reached, or not any more; the pod's log says why";
      default ->
          left.map(ended -> "exit code " + ended.getExitCode() + " without a result")
              .orElse("its pod is gone without a result");
    };
  }

  private boolean isOurs(Job job) {
    return isLabelled(job.getMetadata().getLabels())
        && job.getMetadata().getOwnerReferences().stream()
            .anyMatch(
                owner ->
                    owner.getKind().equals("CronJob")
                        && owner.getName().equals(PurgeChildren.cronJobName(policy)));
  }

  private boolean isLabelled(Map<String, String> labels) {
    return labels != null && policy.name().equals(labels.get(Api.RETENTION_POLICY));
  }

  private static Optional<JobCondition> end(Job job) {
    return Optional.ofNullable(job.getStatus()).stream()
        .flatMap(status -> status.getConditions().stream())
        .filter(one -> ENDS.contains(one.getType()) && "True".equals(one.getStatus()))
        .findFirst();
  }

  private static String time(Job job, JobCondition end) {
    String completed = job.getStatus().getCompletionTime();
    return completed == null ? end.getLastTransitionTime() : completed;
  }

  private Optional<ContainerStateTerminated> left(Job job) {
    String uid = job.getMetadata().getUid();
    return pods.stream()
        .filter(
            pod ->
                pod.getMetadata().getOwnerReferences().stream()
                    .anyMatch(owner -> uid.equals(owner.getUid())))
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .filter(one -> PurgeContainer.NAME.equals(one.getName()))
        .map(one -> one.getState().getTerminated())
        .findFirst();
  }
}
