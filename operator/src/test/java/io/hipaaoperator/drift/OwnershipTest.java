package io.hipaaoperator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.drift.Ownership.Owner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who owns what, on managed fields as an API server wrote them. */
class OwnershipTest {
  private static final String SELF = "hipaa-operator";

  /** Applied by us, edited by two people, one of them through the status subresource. */
  private static final Ownership OWNERSHIP =
      Ownership.of(
          Serialization.unmarshal(
              """
              apiVersion: networking.k8s.io/v1
              kind: NetworkPolicy
              metadata:
                name: records
                managedFields:
                - manager: hipaa-operator
                  operation: Apply
                  time: "2026-01-01T10:00:00Z"
                  fieldsV1:
                    f:metadata:
                      f:labels:
                        f:hipaa-operator.io/workload: {}
                      f:ownerReferences:
                        k:{"uid":"1"}: {}
                    f:spec:
                      f:podSelector: {}
                      f:policyTypes: {}
                - manager: kubectl-edit
                  operation: Update
                  time: "2026-01-01T11:00:00Z"
                  fieldsV1:
                    f:metadata:
                      f:annotations:
                        .: {}
                        f:note: {}
                    f:spec:
                      f:ingress: {}
                      f:list:
                        k:{"port":80,"protocol":"TCP"}:
                          .: {}
                          f:name: {}
                      f:set:
                        .: {}
                        v:"a": {}
                      f:items:
                        i:0: {}
                      f:map:
                        .: {}
                        f:key: {}
                - manager: kubectl-patch
                  operation: Update
                  time: "2026-01-01T12:00:00Z"
                  fieldsV1:
                    f:spec:
                      f:ingress: {}
                - manager: hipaa-operator
                  operation: Update
                  time: "2026-01-01T09:00:00Z"
                  fieldsV1:
                    f:data:
                      f:old: {}
                - manager: reporter
                  operation: Update
                  subresource: status
                  time: "2026-01-01T13:00:00Z"
                  fieldsV1:
                    f:spec:
                      f:podSelector: {}
                    f:status:
                      f:seen: {}
              """,
              NetworkPolicy.class),
          SELF);

  @ParameterizedTest
  @CsvSource({
    "metadata.labels.hipaa-operator#io/workload, true",
    "metadata.labels, true",
    "metadata.ownerReferences, true",
    "spec.podSelector, true",
    "spec.podSelector.matchLabels.app, true",
    "spec.ingress, false",
    "metadata.annotations.note, false",
    "data.old, false",
    "spec.nothing, false",
  })
  void whatOurLastApplyOwns(String path, boolean ours) {
    assertThat(OWNERSHIP.ours(path(path))).isEqualTo(ours);
  }

  @ParameterizedTest
  @CsvSource({
    "spec.ingress, kubectl-patch, 2026-01-01T12:00:00Z",
    "metadata.annotations.note, kubectl-edit, 2026-01-01T11:00:00Z",
    "spec.list, kubectl-edit, 2026-01-01T11:00:00Z",
    "spec.set, kubectl-edit, 2026-01-01T11:00:00Z",
  })
  void theNewestForeignOwnerIsNamed(String path, String manager, String time) {
    assertThat(OWNERSHIP.foreign(path(path))).contains(new Owner(manager, time));
  }

  @Test
  void nobodyForeignOwnsWhatWeApplied() {
    assertThat(OWNERSHIP.foreign(path("spec.podSelector"))).isEmpty();
    assertThat(OWNERSHIP.foreign(path("metadata.ownerReferences"))).isEmpty();
  }

  /** Lists are owned as wholes, maps by their keys; labels, annotations and status are free. */
  @Test
  void foreignFieldsOutsideMetadataAndStatus() {
    assertThat(OWNERSHIP.foreignFields())
        .extracting(FieldPath::toString)
        .containsExactly(
            "spec.ingress",
            "spec.list",
            "spec.set",
            "spec.items",
            "spec.map.key",
            "spec.ingress",
            "data.old");
  }

  /** Our name with Update is no apply: the old way of writing, or somebody who calls himself so. */
  @Test
  void ourNameWithoutApplyIsForeign() {
    assertThat(OWNERSHIP.foreignFields()).contains(path("data.old"));
    assertThat(OWNERSHIP.foreign(path("data.old")))
        .contains(new Owner(SELF, "2026-01-01T09:00:00Z"));
  }

  @Test
  void withoutManagedFieldsNobodyOwnsAnything() {
    Ownership none =
        Ownership.of(new NetworkPolicyBuilder().withNewMetadata().endMetadata().build(), SELF);

    assertThat(none.ours(path("spec.podSelector"))).isFalse();
    assertThat(none.foreign(path("spec.podSelector"))).isEmpty();
    assertThat(none.foreignFields()).isEmpty();
  }

  private static FieldPath path(String dotted) {
    return new FieldPath(
        List.of(dotted.split("\\.", -1)).stream().map(s -> s.replace('#', '.')).toList());
  }
}
