package io.hipaaoperator.audit;

import static io.hipaaoperator.audit.KeptSinks.WRITER;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.ArchiveStatus;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkSpec;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Account.Identity;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Buckets;
import io.hipaaoperator.aws.Dying;
import io.hipaaoperator.aws.LogGroups;
import io.hipaaoperator.aws.Logs;
import io.hipaaoperator.aws.ObjectRules;
import io.hipaaoperator.aws.TestServices;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.controls.Catalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A sink with an archive that is kept in an AWS in memory, pass by pass. */
final class KeptArchive {
  static final String BUCKET = "clinic-archive";
  static final String ARN = "arn:aws:s3:::" + BUCKET;
  static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/a";

  final MemoryLogGroups logs = new MemoryLogGroups();
  final MemoryLogEvents events = new MemoryLogEvents();
  private final MemoryQueries queries = new MemoryQueries();
  final MemoryBuckets s3 = new MemoryBuckets();
  private final MemoryRoles roles = new MemoryRoles();
  final AuditSink sink = new AuditSink();
  final List<String> news = new ArrayList<>();
  Optional<EncryptionKey> key = Optional.of(KeptSinks.key(KEY, "True"));
  Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** One whose archive says this beside its name, as YAML. */
  KeptArchive(String archive) {
    roles.mayWrite(WRITER);
    sink.setMetadata(
        new ObjectMetaBuilder().withName("clinic").withUid("uid").withGeneration(1L).build());
    declare(archive);
  }

  /** One without a key, whose log group and bucket are called like this. */
  static KeptArchive named(String name) {
    var kept = new KeptArchive("");
    kept.sink.setSpec(
        Serialization.unmarshal(
            "class: audit\nlogGroup: {name: /it/%1$s}\narchive: {bucket: %1$s}".formatted(name),
            AuditSinkSpec.class));
    return kept;
  }

  /** Declares its archive anew. */
  void declare(String archive) {
    spec("", "archive: {bucket: " + BUCKET + (archive.isEmpty() ? "" : ", " + archive) + "}");
  }

  /** Declares more of the log group, and of all. */
  void spec(String group, String more) {
    sink.setSpec(
        Serialization.unmarshal(
            "class: audit\nlogGroup: {name: /phi/clinic, keyRef: {name: clinic}%s}\nwriters: [%s]\n%s"
                .formatted(group, WRITER, more),
            AuditSinkSpec.class));
  }

  void annotate(String name, String value) {
    sink.getMetadata().setAnnotations(Map.of(name, value));
  }

  /** One pass, and its status. */
  AuditSinkStatus pass() {
    return pass(services(logs, s3, s3));
  }

  /** One pass by an operator that dies. */
  AuditSinkStatus pass(Dying dying) {
    return pass(
        services(
            dying.of(LogGroups.class, logs),
            dying.of(Buckets.class, s3),
            dying.of(ObjectRules.class, s3)));
  }

  private Services services(LogGroups groups, Buckets buckets, ObjectRules objects) {
    return TestServices.of(
        () -> Answer.known(new Identity("aws", MemoryBuckets.ACCOUNT)),
        new Logs(groups, queries, new MemoryMetrics(), events),
        new MemoryAlarms(),
        TestServices.s3(buckets, objects),
        roles);
  }

  /** One pass in this AWS. */
  AuditSinkStatus pass(Services services) {
    var outcome = passes(services).over(sink);
    AuditSinkStatus before = status();
    var history = outcome.pass().history(before, List.of(), now);
    sink.setStatus(outcome.status().with(history, now));
    outcome.news().forEach(announcement -> news.add(announcement.reason()));
    return status();
  }

  SinkPasses passes() {
    return passes(services(logs, s3, s3));
  }

  private SinkPasses passes(Services services) {
    return new SinkPasses(
        Enforcement.Enforce,
        () -> Answer.known(services),
        _ -> key,
        SinkOwners.of(_ -> List.of(sink)),
        _ -> 0,
        (_, _, _) -> ChildPass.NONE,
        Catalogue::sink,
        () -> now);
  }

  AuditSinkStatus status() {
    return Objects.requireNonNullElse(sink.getStatus(), AuditSinkStatus.NONE);
  }

  /** What its status says of the archive. */
  ArchiveStatus archive() {
    return Objects.requireNonNull(status().archive());
  }

  /** The same after one more pass. */
  ArchiveStatus passed() {
    pass();
    return archive();
  }

  Optional<Condition> condition(String type) {
    return status().conditions().stream().filter(c -> c.getType().equals(type)).findFirst();
  }

  String ready() {
    return condition("Ready").orElseThrow().getReason();
  }

  String message() {
    return condition("Ready").orElseThrow().getMessage();
  }

  /** What A8 says. */
  String verdict() {
    return status().controls().stream()
        .filter(control -> control.id().equals("A8"))
        .map(control -> control.verdict() + " " + control.evidence())
        .findFirst()
        .orElseThrow();
  }

  MemoryBuckets.Content bucket() {
    return Objects.requireNonNull(s3.buckets.get(BUCKET));
  }
}
