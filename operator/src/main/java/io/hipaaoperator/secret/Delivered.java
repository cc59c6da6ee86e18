package io.hipaaoperator.secret;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Ownership;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Whether what delivers from Git keeps an object as well: two that write it never rest. */
final class Delivered {
  private static final String TRACKING = "argocd.argoproj.io/tracking-id";
  private static final Set<String> LABELS =
      Set.of("kustomize.toolkit.fluxcd.io/name", "helm.toolkit.fluxcd.io/name");
  private static final Set<String> MANAGERS =
      Set.of(
          "argocd-controller",
          "argocd-application-controller",
          "kustomize-controller",
          "helm-controller");

  private Delivered() {}

  /**
   * By the marks of Argo CD and Flux, or since one of them wrote of its spec. Argo CD's label alone
   * is no mark: many bear app.kubernetes.io/instance.
   */
  static boolean isDelivered(SealedSecret there) {
    return there.annotations().containsKey(TRACKING)
        || labels(there).keySet().stream().anyMatch(LABELS::contains)
        || Ownership.of(there, Api.MANAGER).managers(FieldPath.ROOT.child("spec")).stream()
            .anyMatch(MANAGERS::contains);
  }

  private static Map<String, String> labels(SealedSecret there) {
    return Objects.requireNonNullElse(there.getMetadata().getLabels(), Map.<String, String>of());
  }
}
