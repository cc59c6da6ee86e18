package io.hipaaoperator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.network.OtherPolicyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for policies of other APIs. A server that serves none of them, which is the usual case, is
 * asked once.
 */
public final class OtherPolicyLook {
  /** What it looks for, for people. */
  static final String WHAT = "policies of other APIs";

  /** Calico's own server shows what is stored in the other group, which may be a left-over. */
  private static final String SHOWN = "projectcalico.org";

  private static final String STORED = "crd.projectcalico.org";

  private final JsonReader reader;
  private final ObjectPages pages;

  /** Looks through this client. */
  public OtherPolicyLook(KubernetesClient client) {
    this.reader = new JsonReader(client);
    this.pages = new ObjectPages(reader);
  }

  /** What is there now, or why that is not known; no exception. */
  public Finding<OtherPolicy> now() {
    return Finding.of(WHAT, this::found);
  }

  private List<OtherPolicy> found() {
    List<OtherPolicy> all =
        ServedKind.firstOf(reader, served -> kind(served).isPresent()).stream()
            .flatMap(served -> kind(served).stream().flatMap(kind -> of(kind, served).stream()))
            .toList();
    List<OtherPolicy> merged = OtherPolicy.merged(all);
    return merged.stream()
        .filter(policy -> merged.stream().noneMatch(other -> isShown(policy, other)))
        .toList();
  }

  private static Optional<OtherPolicyKind> kind(ServedKind served) {
    return OtherPolicyKind.in(served.group(), served.kind());
  }

  private static boolean isShown(OtherPolicy policy, OtherPolicy stored) {
    return policy.kind().group().equals(SHOWN) && policy.isShownAgain(stored, STORED);
  }

  /** No right to list is asked for on kinds that nobody knows. */
  private List<OtherPolicy> of(OtherPolicyKind kind, ServedKind served) {
    return kind.isKnown() ? list(kind, served) : List.of(OtherPolicy.any(kind));
  }

  private List<OtherPolicy> list(OtherPolicyKind kind, ServedKind served) {
    List<OtherPolicy> found = new ArrayList<>();
    pages.eachMetadata(
        served,
        page -> {
          page.stream().map(metadata -> policy(kind, metadata)).forEach(found::add);
          List<OtherPolicy> merged = OtherPolicy.merged(found);
          found.clear();
          found.addAll(merged);
        });
    return found;
  }

  private static OtherPolicy policy(OtherPolicyKind kind, JsonNode metadata) {
    return OtherPolicy.of(
        kind, metadata.path("namespace").asText(""), metadata.path("name").asText());
  }
}
