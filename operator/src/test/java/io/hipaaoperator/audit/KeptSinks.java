package io.hipaaoperator.audit;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkSpec;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.KnownLogGroups;
import io.hipaaoperator.aws.KnownTags;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.aws.Logs;
import io.hipaaoperator.aws.MemoryTags;
import io.hipaaoperator.aws.SharedReads;
import io.hipaaoperator.aws.TestServices;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.controls.Catalogue;
import io.hipaaoperator.external.OwnTags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** AuditSinks that are looked after, on a CloudWatch in memory that can be made to fail. */
final class KeptSinks {
  static final String GROUP = "/phi/clinic";
  static final String KEY = "arn:aws:kms:us-east-1:1:key/a";
  static final String WITH_KEY = "keyRef: {name: clinic}";

  /** A role that writes to sinks, and may do no more. */
  static final String WRITER = "arn:aws:iam::1:role/logs";

  static final Answer<?> THROTTLED = new Answer.Unreachable<>("throttled by AWS");
  static final Answer<?> DENIED = new Answer.Refused<>("AccessDeniedException", "no");

  /** What lies in the whole region is read once in so long. */
  static final Duration SHARED = Duration.ofSeconds(60);

  final MemoryLogGroups logs = new MemoryLogGroups();
  final MemoryLogEvents events = new MemoryLogEvents();
  final MemoryQueries queries = new MemoryQueries();
  final MemoryMetrics metrics = new MemoryMetrics();
  final MemoryAlarms alarms = new MemoryAlarms();
  final MemoryRoles roles = new MemoryRoles();
  Enforcement most = Enforcement.Enforce;

  /** How many workloads name each of them. */
  int users;

  /** What is done in the cluster. */
  SinkChildren children = (_, _, _) -> ChildPass.NONE;

  Optional<EncryptionKey> key = Optional.of(key(KEY, "True"));
  Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** The index of their tags. */
  final MemoryTags index = new MemoryTags(() -> logs.tags);

  private final Services services =
      new SharedReads(SHARED.multipliedBy(5), () -> now)
          .of(
              TestServices.with(
                  TestServices.of(new Logs(logs, queries, metrics, events), alarms, roles), index));

  /** The way to AWS. */
  Supplier<Answer<Services>> aws = () -> Answer.known(services);

  private int declared;
  private final List<AuditSink> sinks = new ArrayList<>();

  /** From now on AWS is asked no more than by an operator that looks so often. */
  void remember(Duration poll) {
    Supplier<Answer<Services>> tagged = KnownTags.shared(aws, () -> now, poll, OwnTags.OURS);
    aws = KnownLogGroups.shared(tagged, () -> now, poll);
  }

  /**
   * Declares one more for audit logs, younger than the others, with this of its log group; who
   * writes to it may do no more.
   */
  AuditSink declare(String group) {
    roles.mayWrite(WRITER);
    return declare(spec("audit", GROUP, group, List.of(WRITER)));
  }

  AuditSink declare(AuditSinkSpec spec) {
    int number = declared++;
    var sink = new AuditSink();
    sink.setMetadata(
        new ObjectMetaBuilder()
            .withName("clinic-" + number)
            .withUid("uid-" + number)
            .withCreationTimestamp(now.plusSeconds(number).toString())
            .withGeneration(1L)
            .build());
    sink.setSpec(spec);
    sinks.add(sink);
    return sink;
  }

  /** It is deleted. */
  void remove(AuditSink sink) {
    sinks.remove(sink);
  }

  /** The status after a pass with its report, as the reconciler makes one. */
  AuditSinkStatus pass(AuditSink sink) {
    AuditSinkStatus before = Objects.requireNonNullElse(sink.getStatus(), AuditSinkStatus.NONE);
    var outcome = passes().over(sink);
    var history = outcome.pass().history(before, List.of(), now);
    sink.setStatus(outcome.status().with(history, now));
    return sink.getStatus();
  }

  SinkPasses passes() {
    return new SinkPasses(
        most,
        aws,
        _ -> key,
        SinkOwners.of(this::named),
        _ -> users,
        children,
        Catalogue::sink,
        () -> now);
  }

  private Collection<AuditSink> named(String name) {
    return sinks.stream().filter(sink -> SinkOwners.names(sink).contains(name)).toList();
  }

  /** The status once an event was written and found again. */
  AuditSinkStatus proven(AuditSink sink) {
    pass(sink);
    later(Duration.ofSeconds(30));
    pass(sink);
    later(Duration.ofSeconds(30));
    return pass(sink);
  }

  /** Names of the calls that changed a setting. */
  List<String> writes() {
    return Stream.of(logs.writes, queries.calls.writes, metrics.calls.writes, alarms.calls.writes)
        .flatMap(List::stream)
        .toList();
  }

  void later(Duration time) {
    now = now.plus(time);
    logs.now = now;
    roles.now = now;
  }

  Group group() {
    return Objects.requireNonNull(logs.groups.get(GROUP));
  }

  static Condition ready(AuditSinkStatus status) {
    return condition(status, "Ready");
  }

  static Condition condition(AuditSinkStatus status, String type) {
    return status.conditions().stream()
        .filter(c -> c.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  static List<String> verdicts(AuditSinkStatus status) {
    return status.controls().stream().map(c -> c.id() + " " + c.verdict()).toList();
  }

  static AuditSinkSpec spec(String logClass, String name, String more) {
    return Serialization.unmarshal(
        "class: %s\nlogGroup: {name: %s%s}"
            .formatted(logClass, name, more.isEmpty() ? "" : ", " + more),
        AuditSinkSpec.class);
  }

  /** The same with roles that write to it. */
  static AuditSinkSpec spec(String logClass, String name, String more, List<String> writers) {
    return Serialization.unmarshal(
        "class: %s\nlogGroup: {name: %s, %s}\nwriters: ['%s']"
            .formatted(logClass, name, more, String.join("', '", writers)),
        AuditSinkSpec.class);
  }

  static EncryptionKey key(String arn, String ready) {
    var key = new EncryptionKey();
    key.setMetadata(new ObjectMetaBuilder().withName("clinic").build());
    key.setStatus(
        Serialization.unmarshal(
            "arn: '%s'\nconditions: [{type: Ready, status: '%s'}]".formatted(arn, ready),
            EncryptionKeyStatus.class));
    return key;
  }
}
