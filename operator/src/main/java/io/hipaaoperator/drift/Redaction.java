package io.hipaaoperator.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.drift.Setting.Deviation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes values fit to be shown in a status: no secrets, and not too long. What is not known to be
 * open is taken for secret: lists are compared whole, so that a container's environment can stand
 * inside any value of a kind that has pods.
 */
final class Redaction {
  private static final Set<String> OPEN_KINDS = Set.of("NetworkPolicy", "StorageClass");
  private static final FieldPath LABELS = FieldPath.ROOT.child("metadata").child("labels");

  /**
   * The value as JSON, shortened; a fixed word where it may be secret; null where there is none.
   */
  @Nullable String show(HasMetadata object, FieldPath path, JsonNode value) {
    if (value.isMissingNode()) {
      return null;
    }
    if (!isOpen(object, path)) {
      return "(redacted)";
    }
    String text = value.toString();
    return Deviation.shortened(text);
  }

  private static boolean isOpen(HasMetadata object, FieldPath path) {
    return OPEN_KINDS.contains(object.getKind()) || path.within(LABELS);
  }
}
