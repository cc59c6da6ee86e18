package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;

/**
 * What is left of a run that ended on 2026-11-28 at 03:31.
 *
 * @param cronJob whose run it was
 * @param label by which its Job is found, KEY: VALUE
 * @param container the container that says how it went
 */
record EndedRun(String cronJob, String label, String container) {

  /** Its Job, with a condition of this type. */
  Job job(String end) {
    return Serialization.unmarshal(
        """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: %1$s-1
          uid: job-1
          labels: {%2$s}
          ownerReferences: [{kind: CronJob, name: %1$s, uid: c}]
        status:
          conditions: [{type: %3$s, status: 'True', lastTransitionTime: '2026-11-28T03:31:00Z'}]
        """
            .formatted(cronJob, label, end),
        Job.class);
  }

  /** Its pod, with this exit code and last message. */
  Pod pod(int code, String message) {
    Pod pod =
        Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: p, ownerReferences: [{kind: Job, name: %s-1, uid: job-1}]}
            status: {containerStatuses: [{name: %s, state: {terminated: {exitCode: %d}}}]}
            """
                .formatted(cronJob, container, code),
            Pod.class);
    pod.getStatus()
        .getContainerStatuses()
        .getFirst()
        .getState()
        .getTerminated()
        .setMessage(message);
    return pod;
  }
}
