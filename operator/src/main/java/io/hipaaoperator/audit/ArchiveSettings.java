package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Buckets.PublicAccessBlock;
import io.hipaaoperator.aws.ObjectRules.Encryption;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import io.hipaaoperator.external.UndeclaredWays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a bucket that is ours deviates from what is declared of it, setting by setting. Pure. */
record ArchiveSettings(DeclaredSink sink, DeclaredArchive declared, ArchiveBucket bucket) {

  /** Every setting, in the order in which they are repaired: whose it is first. */
  Stream<Setting<SinkWrite>> all() {
    return Stream.of(
            Stream.of(tagged()),
            declared.key().stream().map(this::encrypted),
            Stream.of(shut(), owned(), versioned(), lock().setting()),
            rules().all(),
            policy().all(),
            Stream.of(copied()),
            logging().map(ArchiveLogging::setting).stream())
        .flatMap(Function.identity());
  }

  /** What is kept longer or locked harder than declared, for people. */
  Optional<String> held() {
    String words =
        Stream.of(lock().held(), rules().held())
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }

  private ArchiveLock lock() {
    return new ArchiveLock(declared, bucket);
  }

  private ArchiveRules rules() {
    return new ArchiveRules(sink, declared, bucket);
  }

  private ArchivePolicy policy() {
    return new ArchivePolicy(declared, bucket);
  }

  private Optional<ArchiveLogging> logging() {
    return ArchiveLogging.declared(declared)
        .flatMap(
            wanted ->
                bucket.logging().map(found -> new ArchiveLogging(wanted, bucket.bucket(), found)));
  }

  /** All at once, since S3 replaces them all. */
  private Setting<SinkWrite> tagged() {
    Map<String, String> wanted = new TreeMap<>(sink.tags().all());
    Map<String, String> all = new TreeMap<>(bucket.tags().answered().orElse(Map.of()));
    all.putAll(wanted);
    return setting(
        "tags",
        wanted.toString(),
        bucket.tags().map(found -> tags(wanted, found)),
        new ArchiveWrite.Tag(bucket.bucket(), all));
  }

  private static Optional<Deviation> tags(Map<String, String> wanted, Map<String, String> found) {
    Map<String, String> there = new TreeMap<>(found);
    there.keySet().retainAll(wanted.keySet());
    if (there.equals(wanted)) {
      return Optional.empty();
    }
    return Optional.of(
        there.isEmpty()
            ? Deviation.removed(wanted.toString(), false)
            : Deviation.changed(wanted.toString(), there.toString(), false));
  }

  private Setting<SinkWrite> encrypted(NamedKey key) {
    return key.isUsable() || isEncryptedWith(key)
        ? encrypted(key.arn().orElseThrow())
        : awaited(key);
  }

  private boolean isEncryptedWith(NamedKey key) {
    return bucket
        .encryption()
        .answered()
        .flatMap(Function.identity())
        .flatMap(Encryption::key)
        .filter(found -> key.arn().filter(found::equals).isPresent())
        .isPresent();
  }

  private Setting<SinkWrite> encrypted(String key) {
    Encryption wanted = Encryption.with(key);
    return setting(
        "encryption",
        words(wanted),
        bucket.encryption().map(found -> encryption(wanted, found)),
        new ArchiveWrite.Encrypt(bucket.bucket(), wanted));
  }

  /** What is encrypted twice, which knows no key of the bucket's, is not made weaker. */
  private static Optional<Deviation> encryption(Encryption wanted, Optional<Encryption> found) {
    if (found.isEmpty()) {
      return Optional.of(Deviation.removed(words(wanted), true));
    }
    Encryption there = found.get();
    boolean isOtherKey = !there.key().equals(wanted.key());
    boolean isTwice = there.algorithm().equals("aws:kms:dsse");
    return isOtherKey || !there.equals(wanted) && !isTwice
        ? Optional.of(Deviation.changed(words(wanted), words(there), isOtherKey))
        : Optional.empty();
  }

  private static String words(Encryption encryption) {
    return encryption.algorithm()
        + encryption.key().map(key -> " with " + key).orElse("")
        + (encryption.isBucketKey() ? ", asked for once a bucket" : "");
  }

  private Setting<SinkWrite> awaited(NamedKey key) {
    String expected = "the key of EncryptionKey " + key.name();
    return new Setting<>(
        path("encryption"),
        Setting.digest(expected),
        bucket.encryption().map(found -> Optional.of(Deviation.removed(expected, true))).fact(),
        new Remedy.Person<>("KeyNotReady", key.waiting(declared.keyField())));
  }

  private Setting<SinkWrite> shut() {
    return setting(
        "publicAccess",
        "all shut",
        bucket
            .publicAccess()
            .map(
                found ->
                    found.equals(Optional.of(PublicAccessBlock.ALL))
                        ? Optional.empty()
                        : Optional.of(
                            Deviation.changed(
                                "all shut",
                                found.map(ArchiveSettings::words).orElse("open"),
                                true))),
        new ArchiveWrite.BlockPublic(bucket.bucket()));
  }

  private static String words(PublicAccessBlock block) {
    String open =
        Stream.of(
                block.newAcls() ? "" : "new ACLs",
                block.acls() ? "" : "ACLs",
                block.newPolicies() ? "" : "new policies",
                block.policies() ? "" : "policies")
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining(", "));
    return "open for " + open;
  }

  private Setting<SinkWrite> owned() {
    return setting(
        "ownership",
        ArchiveBucket.ENFORCED,
        bucket
            .ownership()
            .map(
                found ->
                    found.isEmpty()
                        ? Optional.of(Deviation.removed(ArchiveBucket.ENFORCED, true))
                        : found
                            .filter(word -> !word.equals(ArchiveBucket.ENFORCED))
                            .map(word -> Deviation.changed(ArchiveBucket.ENFORCED, word, true))),
        new ArchiveWrite.EnforceOwnership(bucket.bucket()));
  }

  private Setting<SinkWrite> versioned() {
    return setting(
        "versions",
        "kept",
        bucket
            .versioned()
            .map(
                isKept ->
                    isKept
                        ? Optional.empty()
                        : Optional.of(Deviation.changed("kept", "not kept", true))),
        new ArchiveWrite.KeepVersions(bucket.bucket()));
  }

  private Setting<SinkWrite> copied() {
    List<String> known = declared.spec().replicas();
    return UndeclaredWays.setting(
        path("replicas"),
        known,
        bucket.replicas(),
        way -> known.contains(way.to()),
        new Remedy.Person<>(
            "ReplicaNotDeclared",
            "end the replication, or declare whereto objects are copied in spec.archive.replicas"));
  }

  private static Setting<SinkWrite> setting(
      String name, String declared, Answer<Optional<Deviation>> deviation, ArchiveWrite write) {
    return new Setting<>(
        path(name), Setting.digest(declared), deviation.fact(), new Remedy.Write<>(write));
  }

  static FieldPath path(String name) {
    return Archive.ROOT.child(name);
  }
}
