package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** stub */
public final class Selectors {
  private Selectors() {}

  public static boolean matches(LabelSelector s, @Nullable Map<String, String> labels) {
    return labels != null && labels.entrySet().containsAll(s.getMatchLabels().entrySet());
  }

  public static boolean disjoint(LabelSelector a, LabelSelector b) {
    return !a.equals(b);
  }
}
