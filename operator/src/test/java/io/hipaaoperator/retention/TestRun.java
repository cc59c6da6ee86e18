package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;

/**
 * A run of a CronJob that no controller touches, and that ends well.
 *
 * @param label by which its Job and pod are found, KEY: VALUE
 * @param container the container that says how it went
 */
record TestRun(TestCluster cluster, TestNamespace namespace, String label, String container) {

  /** It ended then, with this line. */
  void ended(String name, CronJob owner, String time, String line) {
    pod(name, job(name, owner, time), line);
  }

  private String job(String name, CronJob owner, String time) {
    Job job =
        Serialization.unmarshal(
            """
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: %s
              namespace: %s
              labels: {app.kubernetes.io/managed-by: hipaa-operator, %s}
              ownerReferences:
              - {apiVersion: batch/v1, kind: CronJob, name: %s, uid: %s, controller: true}
            spec:
              managedBy: it.example/test
              template:
                spec: {restartPolicy: Never, containers: [{name: %s, image: none}]}
            """
                .formatted(
                    name,
                    namespace.name(),
                    label,
                    owner.getMetadata().getName(),
                    owner.getMetadata().getUid(),
                    container),
            Job.class);
    Job made = cluster.admin().resource(job).create();
    cluster
        .admin()
        .resource(made)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            """
            {"status": {"startTime": "%1$s", "completionTime": "%1$s", "succeeded": 1, "conditions": [
              {"type": "SuccessCriteriaMet", "status": "True", "lastTransitionTime": "%1$s"},
              {"type": "Complete", "status": "True", "lastTransitionTime": "%1$s"}]}}
            """
                .formatted(time));
    return made.getMetadata().getUid();
  }

  private void pod(String job, String jobUid, String line) {
    Pod pod =
        Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: %s
              namespace: %s
              labels: {app.kubernetes.io/managed-by: hipaa-operator, %s}
              ownerReferences:
              - {apiVersion: batch/v1, kind: Job, name: %s, uid: %s}
            spec:
              schedulingGates: [{name: it.example/never}]
              restartPolicy: Never
              containers: [{name: %s, image: none}]
            """
                .formatted(job, namespace.name(), label, job, jobUid, container),
            Pod.class);
    Pod made = cluster.admin().resource(pod).create();
    cluster
        .admin()
        .resource(made)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            """
            {"status": {"phase": "Succeeded", "containerStatuses": [
              {"name": "%s", "image": "none", "imageID": "", "ready": false, "restartCount": 0,
               "state": {"terminated": {"exitCode": 0, "message": %s}}}]}}
            """
                .formatted(container, Serialization.asJson(line)));
  }
}
