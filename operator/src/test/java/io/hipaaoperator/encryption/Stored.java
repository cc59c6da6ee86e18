package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.EncryptionKeyStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A resource as an API server keeps it: a write of what was changed meanwhile is refused. */
final class Stored implements Claims {
  private EncryptionKey now;
  private int version = 1;
  private boolean deleted;

  Stored(EncryptionKeySpec spec) {
    this("clinic", spec);
  }

  /** One that was created when its name was thought of: names are in the order of time. */
  Stored(String name, EncryptionKeySpec spec) {
    var metadata =
        new ObjectMetaBuilder()
            .withName(name)
            .withUid(UUID.randomUUID().toString())
            .withCreationTimestamp(name)
            .withGeneration(1L)
            .build();
    now = version(metadata, spec, EncryptionKeyStatus.NONE);
  }

  /** Somebody annotates it. */
  void annotate(String name, String value) {
    now.getMetadata().setAnnotations(Map.of(name, value));
  }

  /** The resource as it is now. */
  EncryptionKey get() {
    return now;
  }

  EncryptionKeyStatus status() {
    return now.getStatus();
  }

  String uid() {
    return now.getMetadata().getUid();
  }

  /** What a patch has of finalizers is added; others stay. */
  EncryptionKey apply(EncryptionKey patch) {
    List<String> finalizers = new ArrayList<>(now.getMetadata().getFinalizers());
    finalizers.addAll(patch.getMetadata().getFinalizers());
    return finalizers(finalizers.stream().distinct().toList());
  }

  /** One is taken off. */
  EncryptionKey remove(String pointer) {
    List<String> finalizers = new ArrayList<>(now.getMetadata().getFinalizers());
    finalizers.remove(Integer.parseInt(pointer.substring(pointer.lastIndexOf('/') + 1)));
    return finalizers(finalizers);
  }

  /** Without any a resource that was deleted is gone. */
  EncryptionKey finalizers(List<String> finalizers) {
    version++;
    deleted |= finalizers.isEmpty() && isEnding();
    now =
        version(
            now.getMetadata().edit().withFinalizers(finalizers).build(),
            now.getSpec(),
            now.getStatus());
    return now;
  }

  /** Somebody deletes it; with a finalizer it stays. */
  void end() {
    version++;
    deleted |= now.getMetadata().getFinalizers().isEmpty();
    now =
        version(
            now.getMetadata().edit().withDeletionTimestamp("2026-01-01T00:00:00Z").build(),
            now.getSpec(),
            now.getStatus());
  }

  private boolean isEnding() {
    return now.getMetadata().getDeletionTimestamp() != null;
  }

  /** Somebody declares something else. */
  void declare(EncryptionKeySpec spec) {
    version++;
    now = version(now.getMetadata(), spec, now.getStatus());
  }

  boolean isGone() {
    return deleted;
  }

  /** Nothing is written to it any more. */
  void delete() {
    deleted = true;
  }

  @Override
  public EncryptionKey newest(EncryptionKey cached) {
    return now;
  }

  @Override
  public Optional<EncryptionKey> write(EncryptionKey resource, EncryptionKeyStatus status) {
    String seen = resource.getMetadata().getResourceVersion();
    if (deleted || !seen.equals(String.valueOf(version))) {
      return Optional.empty();
    }
    version++;
    now = version(resource.getMetadata(), resource.getSpec(), status);
    return Optional.of(now);
  }

  private EncryptionKey version(
      ObjectMeta metadata, EncryptionKeySpec spec, EncryptionKeyStatus status) {
    var resource = new EncryptionKey();
    resource.setMetadata(metadata.edit().withResourceVersion(String.valueOf(version)).build());
    resource.setSpec(spec);
    resource.setStatus(status);
    return resource;
  }
}
