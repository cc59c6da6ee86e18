package io.hipaaoperator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.JsonReader.Forbidden;
import io.hipaaoperator.kube.JsonReader.NotRead;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.network.OtherPolicyKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for policies of other APIs. A server that serves none of them, which is the usual case, is
 * asked once.
 */
public final class OtherPolicyLook {
  private static final String UNREAD = "policies of other APIs not read: ";

  /** Calico's own server shows what is stored in the other group, which may be a left-over. */
  private static final String SHOWN = "projectcalico.org";

  private static final String STORED = "crd.projectcalico.org";

  private final JsonReader reader;
  private final MetadataPages pages;

  /** Looks through this client. */
  public OtherPolicyLook(KubernetesClient client) {
    this.reader = new JsonReader(client);
    this.pages = new MetadataPages(reader);
  }

  /**
   * What a look found.
   *
   * @param policies what is there, or why that is not known
   * @param lasting whether the next look will find the same unless somebody does something
   */
  public record Finding(Fact<List<OtherPolicy>> policies, boolean lasting) {}

  /** What is there now, or why that is not known; no exception. */
  public Finding now() {
    try {
      return new Finding(new Fact.Known<>(found()), true);
    } catch (NotRead e) {
      return new Finding(unread(e.why()), e instanceof Forbidden);
    } catch (RuntimeException e) {
      return new Finding(unread(cause(e).getClass().getSimpleName()), false);
    }
  }

  private static Fact<List<OtherPolicy>> unread(String why) {
    return new Fact.Unreachable<>(UNREAD + why);
  }

  private static Throwable cause(Throwable failure) {
    return failure.getCause() == null ? failure : cause(failure.getCause());
  }

  private List<OtherPolicy> found() {
    List<OtherPolicy> all = new ArrayList<>();
    firstVersions().forEach((kind, served) -> all.addAll(of(kind, served)));
    List<OtherPolicy> merged = OtherPolicy.merged(all);
    return merged.stream()
        .filter(policy -> merged.stream().noneMatch(other -> isShown(policy, other)))
        .toList();
  }

  /** Versions of a group may serve other kinds: each kind is read in the first that has it. */
  private Map<OtherPolicyKind, ServedKind> firstVersions() {
    Map<OtherPolicyKind, ServedKind> first = new LinkedHashMap<>();
    ServedKind.all(reader)
        .forEach(
            served ->
                OtherPolicyKind.in(served.group(), served.kind())
                    .ifPresent(kind -> first.putIfAbsent(kind, served)));
    return first;
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
    pages.each(
        served.groupVersion(),
        served.resource(),
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
