package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.audit.SinkChildren.SinkPlace;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.children.ChildWrites;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.external.AllowedMaps;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.RecentWrites;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a sink's children while nothing can be watched. */
class KeptSinkChildrenTest {
  private static final SinkPlace PLACE = new SinkPlace("us-east-1", "/phi/clinic", true);

  private final KubernetesClient client =
      new KubernetesClientBuilder().withConfig(Config.empty()).build();
  private Instant now = Instant.EPOCH;
  private final Caches caches = Caches.of(client, () -> now, Duration.ofMinutes(1));
  private final KeptSinkChildren kept =
      new KeptSinkChildren(
          new AllowedMaps(caches, new RecentWrites<>(), _ -> true),
          new ChildPasses(
              new ChildComparison(new KubernetesSerialization()),
              new ChildWrites(new Applier(client)::write, _ -> {}, () -> now)));

  @BeforeEach
  void nothingIsWatchedAnyMore() {
    caches.health().check();
    now = now.plus(Duration.ofMinutes(1));
    caches.health().check();
  }

  @Test
  void theyCanNotBeLookedAtAndNothingIsWritten() {
    ChildPass pass = keep("allowedNamespaces: {}, shipper: {}");

    assertThat(pass.unread()).singleElement().asString().contains("could not be watched");
    assertThat(pass.refusals()).isEmpty();
  }

  /** What it does not need to know does not make it unknown. */
  @Test
  void aSinkWithoutChildrenIsAsDeclared() {
    assertThat(keep("allowedNamespaces: {}")).isEqualTo(ChildPass.NONE);
  }

  private ChildPass keep(String more) {
    AuditSink sink =
        Serialization.unmarshal(
            """
            metadata: {name: clinic, uid: uid-1}
            spec: {class: audit, logGroup: {name: /phi/clinic}, %s}
            """
                .formatted(more),
            AuditSink.class);
    return kept.keep(sink, Enforcement.Enforce, PLACE);
  }
}
