package io.hipaaoperator.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes values fit to be shown in a status: no secrets, and not too long. */
final class Redaction {
  private static final int LONGEST = 512;
  private static final Set<String> SECRET_KINDS = Set.of("Secret", "SealedSecret");
  private static final Set<String> SECRET_FIELDS = Set.of("data", "stringData", "env", "args");

  /**
   * The value as JSON, shortened; a fixed word where it may be secret; null where there is none.
   */
  @Nullable String show(HasMetadata object, FieldPath path, JsonNode value) {
    if (value.isMissingNode()) {
      return null;
    }
    if (isSecret(object, path)) {
      return "(redacted)";
    }
    String text = value.toString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static boolean isSecret(HasMetadata object, FieldPath path) {
    return SECRET_KINDS.contains(object.getKind())
        || path.segments().stream().anyMatch(SECRET_FIELDS::contains);
  }
}
