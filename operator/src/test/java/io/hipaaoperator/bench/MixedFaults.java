package io.hipaaoperator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.AwsCall;
import io.hipaaoperator.cluster.AwsFault;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.FaultyAws;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.StrictAws;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.external.OwnTags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryDefinition;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.Tag;

/**
 * Three hundred resources of all kinds, with all that a sink can have, two operators of which
 * neither knows of the other, and an AWS that fails one call in five: all become true, nothing is
 * made twice. It takes up to half an hour, since what fails is tried again less and less often, and
 * what may have been made is waited for; so it is run by name.
 *
 * <pre>{@code
 * mvn -pl operator -am test -Dtest=MixedFaults -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * With {@code -Deach=5} it is fifteen resources, and minutes.
 */
@ExtendWith(ClusterExtension.class)
class MixedFaults {
  private static final int EACH = Integer.getInteger("each", 100);
  private static final Duration POLL = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(40);

  /** That one of these may have been done is waited for a quarter of an hour. */
  private static final String CREATE_KEY = "CreateKey";

  private static final String RESOURCES =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: EncryptionKey
      metadata: {name: mixed-%1$d}
      spec:
        alias: alias/mixed/%1$d
        principals: {logs: ['arn:aws:logs:us-east-1:123456789012:log-group:/mixed/%1$d']}
      ---
      apiVersion: hipaa-operator.io/v1alpha1
      kind: AuditSink
      metadata: {name: mixed-%1$d}
      spec:
        class: audit
        logGroup: {name: /mixed/%1$d, keyRef: {name: mixed-%1$d}}
        alarms: {actions: ['arn:aws:sns:us-east-1:123456789012:a'], failedLogins: {}, exports: {}}
        anomalies: {}
        archive: {bucket: mixed-%1$d-archive}
      ---
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: mixed-%1$d, namespace: %2$s}
      spec: {selector: {matchLabels: {app: mixed-%1$d}}}
      """;

  private StrictAws emulator;
  private FaultyAws aws;
  private TestCluster cluster;
  private TestNamespace namespace;
  private MixedResources resources;

  @BeforeEach
  void start(TestCluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.resources = new MixedResources(cluster.admin(), "mixed-");
    emulator = StrictAws.start();
    aws = new FaultyAws(emulator.location());
    aws.inject(0.2, new Random(4), AwsCall.to(CREATE_KEY).negate(), AwsFault.QUICK);
    aws.inject(
        0.2,
        new Random(5),
        AwsCall.to(CREATE_KEY),
        List.of(AwsFault.THROTTLED, new AwsFault.DoneButLost()));
  }

  @AfterEach
  void stop() {
    resources.remove();
    aws.close();
    emulator.close();
  }

  @Test
  void allBecomeTrueAndNothingIsMadeTwice() {
    IntStream.range(0, EACH)
        .forEach(number -> resources.declare(RESOURCES.formatted(number, namespace.name())));
    try (var one = operator();
        var other = operator()) {
      resources.awaitReady(PATIENCE);
      assertThat(List.of(one.httpPort(), other.httpPort())).doesNotHaveDuplicates();
    }
    assertThat(keysPerResource()).hasSize(EACH).allSatisfy((_, keys) -> assertThat(keys).isOne());
    assertThat(queriesPerName())
        .hasSizeGreaterThanOrEqualTo(EACH)
        .allSatisfy((_, queries) -> assertThat(queries).isOne());
    assertThat(detectorsPerGroup())
        .hasSize(EACH)
        .allSatisfy((_, detectors) -> assertThat(detectors).isOne());
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(aws.location(), Enforcement.Enforce, POLL, namespace),
        cluster.operator());
  }

  /** How many keys carry the uid of each resource. */
  private Map<String, Long> keysPerResource() {
    try (KmsClient kms = emulator.kms()) {
      return kms.listKeysPaginator().keys().stream()
          .flatMap(key -> kms.listResourceTags(r -> r.keyId(key.keyId())).tags().stream())
          .filter(tag -> tag.tagKey().equals(OwnTags.UID))
          .collect(Collectors.groupingBy(Tag::tagValue, Collectors.counting()));
    }
  }

  /** How many anomaly detectors look at each log group; AWS takes several. */
  private Map<String, Long> detectorsPerGroup() {
    try (CloudWatchLogsClient logs = emulator.logs()) {
      return logs.listLogAnomalyDetectorsPaginator(r -> {}).anomalyDetectors().stream()
          .flatMap(detector -> detector.logGroupArnList().stream())
          .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
  }

  /** How many saved queries have each name; names are not unique to AWS. */
  private Map<String, Long> queriesPerName() {
    try (CloudWatchLogsClient logs = emulator.logs()) {
      return logs.describeQueryDefinitions(r -> r.maxResults(1000)).queryDefinitions().stream()
          .collect(Collectors.groupingBy(QueryDefinition::name, Collectors.counting()));
    }
  }
}
