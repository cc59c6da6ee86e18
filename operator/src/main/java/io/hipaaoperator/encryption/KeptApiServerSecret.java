package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.encryption.KeyChildren.KeyPlace;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.NamedSecrets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keeps the Secret for whoever runs the control plane. It is read by its name at each look, where
 * it is declared, where it was, and where we have the rights for it: a status may have got lost.
 *
 * @param ours whether the objects of a namespace are ours to write
 */
public record KeptApiServerSecret(NamedSecrets secrets, Predicate<String> ours, ChildPasses passes)
    implements KeyChildren.Some {

  /**
   * That of a live cluster.
   *
   * @param ours whether the objects of a namespace are ours to write
   */
  public static KeptApiServerSecret of(
      NamedSecrets secrets,
      Predicate<String> ours,
      ChildComparison comparison,
      Applier applier,
      InstantSource clock) {
    return new KeptApiServerSecret(
        secrets, ours, ChildPasses.of(comparison, applier::write, _ -> {}, clock));
  }

  /** Whether a child is one. */
  static boolean isOne(Child child) {
    return child.kind().equals("Secret");
  }

  @Override
  public ChildPass keep(EncryptionKey resource, Enforcement enforcement, KeyPlace place) {
    return keep(
        ClusterKey.of(resource, place.arn(), place.region()),
        enforcement,
        KeyStatus.of(resource).inventory().stream().filter(KeptApiServerSecret::isOne).toList());
  }

  private ChildPass keep(ClusterKey key, Enforcement enforcement, List<Child> before) {
    List<HasMetadata> desired = desired(key);
    List<String> namespaces = namespaces(key, desired, before);
    List<Fact<Optional<Secret>>> read = read(key, namespaces);
    return unread(read)
        .map(why -> ChildPass.unread(before, why))
        .orElseGet(
            () ->
                passes.over(
                    new ApiServerFamily(key),
                    enforcement,
                    before,
                    desired,
                    there(read),
                    () -> there(read(key, namespaces))));
  }

  private static List<HasMetadata> desired(ClusterKey key) {
    return key.spec().apiServer().stream()
        .flatMap(
            declared ->
                declared.artefact().stream()
                    .<HasMetadata>map(in -> ApiServerSecret.of(key, declared, in)))
        .toList();
  }

  private List<String> namespaces(ClusterKey key, List<HasMetadata> desired, List<Child> before) {
    return Stream.of(
            desired.stream().map(secret -> secret.getMetadata().getNamespace()),
            before.stream().map(Child::namespace).flatMap(Stream::ofNullable),
            secrets.namespaces(ApiServerSecret.name(key)).stream().filter(ours))
        .flatMap(Function.identity())
        .distinct()
        .toList();
  }

  private List<Fact<Optional<Secret>>> read(ClusterKey key, List<String> namespaces) {
    return namespaces.stream().map(in -> read(key, in)).toList();
  }

  private Fact<Optional<Secret>> read(ClusterKey key, String namespace) {
    return ours.test(namespace)
        ? secrets.read(namespace, ApiServerSecret.name(key))
        : new Fact.Unreachable<>(
            "apiServerEncryption.namespace: the operator does not work in " + namespace, true);
  }

  private static Optional<String> unread(List<Fact<Optional<Secret>>> read) {
    return read.stream()
        .flatMap(
            fact ->
                fact instanceof Fact.Unreachable<Optional<Secret>> unread
                    ? Stream.of(unread.why())
                    : Stream.empty())
        .findFirst();
  }

  private static List<HasMetadata> there(List<Fact<Optional<Secret>>> read) {
    return read.stream()
        .flatMap(
            fact ->
                fact instanceof Fact.Known<Optional<Secret>>(Optional<Secret> found)
                    ? found.stream()
                    : Stream.<Secret>empty())
        .map(HasMetadata.class::cast)
        .toList();
  }
}
