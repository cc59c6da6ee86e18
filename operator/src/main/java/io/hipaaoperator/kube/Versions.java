package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Resource versions as numbers. The API promises since 1.35 that those of one kind compare so, and
 * etcd has always made them so.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions">
 *     Resource versions</a>
 */
public final class Versions {
  private Versions() {}

  /** The version of an object; 0 where it has none. */
  public static long of(HasMetadata object) {
    return parse(object.getMetadata().getResourceVersion());
  }

  /** 0 for what is no number: never newer than anything. */
  static long parse(@Nullable String version) {
    if (version == null || version.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseLong(version);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
