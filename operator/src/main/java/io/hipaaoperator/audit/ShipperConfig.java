package io.hipaaoperator.audit;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

/**
 * What a Fluent Bit in a namespace needs to send the logs of its containers to the log group. By
 * itself it drops nothing: what can't be sent is kept on disk and tried again without end, what an
 * annotation asks to leave out is not, and a group that is not there is not made without retention
 * and key. Fluent Bit's own defaults give a chunk up after one more try.
 *
 * @see <a
 *     href="https://docs.fluentbit.io/manual/data-pipeline/outputs/cloudwatch">cloudwatch_logs</a>
 * @see <a href="https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/yaml">YAML
 *     configuration</a>
 */
final class ShipperConfig {
  /** Name of the file. */
  static final String FILE = "fluent-bit.yaml";

  private static final String ENDING = "-fluent-bit";
  private static final String TEXT =
      """
      # Made for AuditSink %1$s by hipaa-operator, which puts back what is changed here.
      service:
        flush: 5
        grace: 30
        log_level: info
        http_server: on
        http_listen: 0.0.0.0
        http_port: 2020
        health_check: on
        storage.path: /var/fluent-bit/state/%1$s
        storage.sync: normal
        storage.keep.rejected: on
        storage.backlog.mem_limit: 16M
        storage.max_chunks_up: 32
      pipeline:
        inputs:
          - name: tail
            tag: kube.*
            path: /var/log/containers/*_%2$s_*.log
            db: /var/fluent-bit/state/%1$s.db
            multiline.parser: docker, cri
            read_from_head: on
            refresh_interval: 5
            rotate_wait: 30
            buffer_max_size: 1M
            skip_long_lines: off
            storage.type: filesystem
        filters:
          - name: kubernetes
            match: kube.*
            merge_log: on
            keep_log: off
            labels: on
            annotations: off
            buffer_size: 0
            k8s-logging.parser: off
            k8s-logging.exclude: off
        outputs:
          - name: cloudwatch_logs
            match: kube.*
            region: %3$s
            log_group_name: "%4$s"
            log_stream_prefix: %2$s.
            auto_create_group: off
            retry_limit: no_limits
      """;

  private ShipperConfig() {}

  /** The ConfigMap of a sink in a namespace. */
  static ConfigMap of(ClusterSink sink, String namespace) {
    return new ConfigMapBuilder()
        .withMetadata(sink.child(name(sink)))
        .editMetadata()
        .withNamespace(namespace)
        .endMetadata()
        .addToData(FILE, TEXT.formatted(sink.name(), namespace, sink.region(), sink.group()))
        .build();
  }

  /** What it is called in every namespace. */
  static String name(ClusterSink sink) {
    return sink.name() + ENDING;
  }
}
