package io.hipaaoperator.encryption;

import io.hipaaoperator.api.ApiServerEncryption;
import io.hipaaoperator.api.ArchiveStatus;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.EncryptionKeyStatus.User;
import io.hipaaoperator.api.PhiWorkload;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who uses a key in the cluster: what names it, its data keys, and the StorageClasses of it that
 * have volumes. A namespace that the key does not allow counts as well: its data may be encrypted
 * all the same.
 *
 * @param all those that are known, by kind and name
 * @param total how many there are, which may be more
 * @param doubt why there may be others; empty where there are none
 */
public record KeyUsers(List<User> all, int total, Optional<String> doubt) {
  private static final int SHOWN = 20;
  private static final Comparator<User> ORDER =
      Comparator.comparing(User::kind)
          .thenComparing(user -> Objects.requireNonNullElse(user.namespace(), ""))
          .thenComparing(User::name);

  public KeyUsers {
    all = List.copyOf(all);
  }

  /**
   * Those of the key of this name. A log group or archive that is encrypted with the key uses it,
   * also where its sink does not name it any more.
   *
   * @param resource the EncryptionKey, where it is known: its API server uses the key as long as
   *     that is declared, whether it is seen or not
   * @param classes names of the StorageClasses that volumes and claims are of
   */
  static KeyUsers of(
      String key,
      Optional<EncryptionKey> resource,
      Stream<PhiWorkload> workloads,
      Stream<AuditSink> sinks,
      Collection<String> classes,
      Optional<String> doubt) {
    Optional<String> arn = resource.map(KeyStatus::of).map(EncryptionKeyStatus::arn);
    return of(
        Stream.of(
                resource.flatMap(it -> it.getSpec().apiServer()).map(KeyUsers::user).stream(),
                workloads.filter(workload -> names(workload).contains(key)).map(KeyUsers::user),
                sinks
                    .filter(
                        sink ->
                            names(sink).contains(key)
                                || arn.filter(it -> keeps(sink, it)).isPresent())
                    .map(KeyUsers::user),
                classes.stream().filter(name -> isOf(name, key)).map(KeyUsers::storageClass))
            .flatMap(users -> users),
        0,
        doubt);
  }

  private static KeyUsers of(Stream<User> users, int least, Optional<String> doubt) {
    List<User> all = users.distinct().sorted(ORDER).toList();
    return new KeyUsers(all, Math.max(all.size(), least), doubt);
  }

  /** The keys that a workload names. */
  static List<String> names(PhiWorkload workload) {
    return workload.getSpec().keyName().stream().toList();
  }

  /** The keys that a sink names. */
  static List<String> names(AuditSink sink) {
    return sink.getSpec().keys();
  }

  private static boolean keeps(AuditSink sink, String arn) {
    return Optional.ofNullable(sink.getStatus()).stream()
        .flatMap(
            status ->
                Stream.of(
                    Optional.ofNullable(status.kept()).map(AuditSinkStatus.Kept::key),
                    Optional.ofNullable(status.archive()).map(ArchiveStatus::key)))
        .anyMatch(Optional.of(arn)::equals);
  }

  private static boolean isOf(String storageClass, String key) {
    return EncryptedClass.keyOf(storageClass).filter(key::equals).isPresent();
  }

  private static User user(PhiWorkload workload) {
    var metadata = workload.getMetadata();
    return new User(workload.getKind(), metadata.getNamespace(), metadata.getName());
  }

  private static User user(ApiServerEncryption server) {
    return new User("APIServer", null, server.server());
  }

  private static User user(AuditSink sink) {
    return new User(sink.getKind(), null, sink.getMetadata().getName());
  }

  private static User storageClass(String name) {
    return new User("StorageClass", null, name);
  }

  /** The same and more. */
  KeyUsers and(Stream<User> more) {
    return of(Stream.concat(all.stream(), more), total > all.size() ? total : 0, doubt);
  }

  /** What is known after this: who was there and may only not be seen is still there. */
  KeyUsers after(EncryptionKeyStatus before) {
    return doubt.isEmpty()
        ? this
        : of(
            Stream.concat(all.stream(), before.users().stream()),
            Objects.requireNonNullElse(before.userTotal(), 0),
            doubt);
  }

  /** The first of them. */
  List<User> shown() {
    return all.stream().limit(SHOWN).toList();
  }

  /** Whether their number is known, or there is anybody at least. */
  boolean isKnown() {
    return doubt.isEmpty() || any();
  }

  /** Whether there is anybody. */
  boolean any() {
    return total > 0;
  }

  /** For people. */
  @Override
  public String toString() {
    String names = shown().stream().map(User::toString).collect(Collectors.joining(", "));
    int more = total - shown().size();
    return more > 0 ? names + " and " + more + " more" : names;
  }
}
