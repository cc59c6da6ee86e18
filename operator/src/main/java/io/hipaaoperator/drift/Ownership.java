package io.hipaaoperator.drift;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who owns which field of a live object, as the API server keeps it in {@code managedFields} (<a
 * href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management">field
 * management</a>). A manager's name is chosen by its client: it is no authenticated identity.
 */
public final class Ownership {
  private static final String APPLY = "Apply";

  private final List<ManagedFieldsEntry> entries;
  private final String self;

  private Ownership(List<ManagedFieldsEntry> entries, String self) {
    this.entries = entries;
    this.self = self;
  }

  /** The owners of an object's fields; {@code self} is the name of our own field manager. */
  public static Ownership of(HasMetadata live, String self) {
    return new Ownership(
        live.getMetadata().getManagedFields().stream()
            .filter(entry -> entry.getSubresource() == null || entry.getSubresource().isEmpty())
            .toList(),
        self);
  }

  /** Whether our last apply still owns the field. */
  public boolean ours(FieldPath path) {
    return entries.stream().anyMatch(entry -> isOurs(entry) && owns(entry, path));
  }

  /** Names of all that own the field, or something in it. */
  public Set<String> managers(FieldPath path) {
    return entries.stream()
        .filter(entry -> owns(entry, path))
        .flatMap(entry -> Stream.ofNullable(entry.getManager()))
        .collect(Collectors.toSet());
  }

  /** The newest foreign owner of the field. */
  Optional<Owner> foreign(FieldPath path) {
    return entries.stream()
        .filter(entry -> !isOurs(entry) && owns(entry, path))
        .map(Ownership::owner)
        .max(Owner.BY_TIME);
  }

  /** Every field below spec or data that a foreign manager owns. */
  List<FieldPath> foreignFields() {
    List<FieldPath> found = new ArrayList<>();
    for (ManagedFieldsEntry entry : entries) {
      if (!isOurs(entry)) {
        collect(fields(entry), FieldPath.ROOT, found);
      }
    }
    return found;
  }

  private static void collect(Map<?, ?> tree, FieldPath at, List<FieldPath> found) {
    for (Map.Entry<?, ?> node : tree.entrySet()) {
      String key = String.valueOf(node.getKey());
      if (!key.startsWith("f:") || (at.segments().isEmpty() && isNotOurConcern(key))) {
        continue;
      }
      FieldPath path = at.child(key.substring(2));
      if (node.getValue() instanceof Map<?, ?> below && descends(below)) {
        collect(below, path, found);
      } else {
        found.add(path);
      }
    }
  }

  /** Others may label, annotate and report as they like. */
  private static boolean isNotOurConcern(String key) {
    return key.equals("f:metadata") || key.equals("f:status");
  }

  private static boolean descends(Map<?, ?> tree) {
    return tree.keySet().stream().anyMatch(key -> String.valueOf(key).startsWith("f:"));
  }

  private boolean isOurs(ManagedFieldsEntry entry) {
    return self.equals(entry.getManager()) && APPLY.equals(entry.getOperation());
  }

  private static boolean owns(ManagedFieldsEntry entry, FieldPath path) {
    Map<?, ?> tree = fields(entry);
    for (String segment : path.segments()) {
      if (!(tree.get("f:" + segment) instanceof Map<?, ?> below)) {
        return false;
      }
      if (below.isEmpty()) {
        return true;
      }
      tree = below;
    }
    return true;
  }

  private static Map<?, ?> fields(ManagedFieldsEntry entry) {
    return entry.getFieldsV1() == null ? Map.of() : entry.getFieldsV1().getAdditionalProperties();
  }

  private static Owner owner(ManagedFieldsEntry entry) {
    return new Owner(entry.getManager(), entry.getTime());
  }

  /**
   * A field manager.
   *
   * @param manager its name
   * @param time when it last wrote, RFC 3339, as the API server recorded it
   */
  record Owner(@Nullable String manager, @Nullable String time) {
    private static final java.util.Comparator<Owner> BY_TIME =
        java.util.Comparator.comparing(owner -> owner.time == null ? "" : owner.time);
  }
}
