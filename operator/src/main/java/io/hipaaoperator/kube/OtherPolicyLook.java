package io.hipaaoperator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.MetadataPages.NotRead;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.network.OtherPolicyKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for policies of other APIs. A server that serves none of them, which is the usual case, is
 * asked once.
 */
public final class OtherPolicyLook {
  private static final String UNREAD = "policies of other APIs not read: ";

  /** Calico's own server shows again what is stored in the other group. */
  private static final Map<String, String> SHOWN_AGAIN =
      Map.of("projectcalico.org", "crd.projectcalico.org");

  private final KubernetesClient client;
  private final MetadataPages pages;

  /** Looks through this client. */
  public OtherPolicyLook(KubernetesClient client) {
    this.client = client;
    this.pages = new MetadataPages(client);
  }

  /** What is there now, or why that is not known; no exception. */
  public Fact<List<OtherPolicy>> now() {
    try {
      return new Fact.Known<>(found());
    } catch (NotRead e) {
      return new Fact.Unreachable<>(UNREAD + e.getMessage());
    } catch (RuntimeException e) {
      return new Fact.Unreachable<>(UNREAD + cause(e).getClass().getSimpleName());
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure.getCause() == null ? failure : cause(failure.getCause());
  }

  private List<OtherPolicy> found() {
    List<APIGroup> served =
        Optional.ofNullable(client.getApiGroups())
            .orElseThrow(() -> new NotRead("the server does not say which APIs it serves"))
            .getGroups();
    Set<String> names = served.stream().map(APIGroup::getName).collect(Collectors.toSet());
    List<OtherPolicy> all = new ArrayList<>();
    served.stream()
        .filter(group -> OtherPolicyKind.in(group.getName()).findAny().isPresent())
        .filter(group -> !names.contains(SHOWN_AGAIN.getOrDefault(group.getName(), "")))
        .forEach(group -> all.addAll(in(group)));
    return OtherPolicy.merged(all);
  }

  /** Versions of a group may serve other kinds: each kind is read in the first that has it. */
  private List<OtherPolicy> in(APIGroup group) {
    Map<OtherPolicyKind, List<OtherPolicy>> byKind = new HashMap<>();
    for (GroupVersionForDiscovery version : group.getVersions()) {
      String groupVersion = version.getGroupVersion();
      for (APIResource resource : resources(groupVersion)) {
        OtherPolicyKind.of(groupVersion, resource.getKind())
            .ifPresent(
                kind ->
                    byKind.computeIfAbsent(
                        kind, _ -> list(kind, groupVersion, resource.getName())));
      }
    }
    return byKind.values().stream().flatMap(List::stream).toList();
  }

  /** Without subresources, which have a path and the kind of their object. */
  private List<APIResource> resources(String groupVersion) {
    return Optional.ofNullable(client.getApiResources(groupVersion)).stream()
        .flatMap(list -> list.getResources().stream())
        .filter(resource -> !resource.getName().contains("/"))
        .toList();
  }

  private List<OtherPolicy> list(OtherPolicyKind kind, String groupVersion, String resource) {
    List<OtherPolicy> found = new ArrayList<>();
    pages.each(
        groupVersion,
        resource,
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
