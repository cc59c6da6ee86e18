package io.hipaaoperator.secret;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.control.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The SealedSecrets of the Secrets that may be written, and again after the writes. */
final class SealedReads implements Supplier<List<HasMetadata>> {
  private final SecretCluster cluster;
  private final List<SecretLook> applied;
  private final Map<String, SealedSecret> newest = new HashMap<>();

  SealedReads(SecretCluster cluster, List<SecretLook> looks) {
    this.cluster = cluster;
    this.applied = looks.stream().filter(SecretLook::isWritable).toList();
    looks.forEach(look -> look.there().ifPresent(there -> newest.put(look.name(), there)));
  }

  /** Those that may be written. */
  List<SecretLook> applied() {
    return applied;
  }

  /** What was there before the writes. */
  List<HasMetadata> first() {
    return applied.stream()
        .flatMap(look -> look.there().stream())
        .map(HasMetadata.class::cast)
        .toList();
  }

  /** What is there now; what can't be read any more is as it was. */
  @Override
  public List<HasMetadata> get() {
    applied.forEach(this::again);
    return applied.stream()
        .flatMap(look -> newest(look).stream())
        .map(HasMetadata.class::cast)
        .toList();
  }

  private void again(SecretLook look) {
    if (cluster.sealed(look.namespace(), look.name())
        instanceof Fact.Known<Optional<SealedSecret>>(var there)) {
      there.ifPresentOrElse(
          found -> newest.put(look.name(), found), () -> newest.remove(look.name()));
    }
  }

  /** The one of a Secret. */
  Optional<SealedSecret> newest(SecretLook look) {
    return Optional.ofNullable(newest.get(look.name()));
  }
}
