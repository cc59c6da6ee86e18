package io.hipaaoperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.chart.Repository;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.FactKind;
import io.hipaaoperator.controls.Catalogue;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/controls.md} is what the catalogue says, with what the clinic's plan says of it. */
class ControlsPageTest {
  private static final String HEADER =
      """
      <!-- Generated from the catalogue of controls. Do not edit: see CONTRIBUTING.md. -->

      # Controls

      What is judged today, for every `PhiWorkload`, `EncryptionKey` and `AuditSink`. Ids and titles are the checklist's.

      - A verdict is `Compliant`, `Violated` or `Undetermined`, each with evidence. A control whose facts can't be read is
        undetermined, never compliant.
      - What is judged is what `NetworkPolicies` say. Policies of other APIs may allow what these deny and are not evaluated:
        AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy; CiliumNetworkPolicy and
        CiliumClusterwideNetworkPolicy; Calico's and Antrea's NetworkPolicy, GlobalNetworkPolicy and ClusterNetworkPolicy;
        ApplicationNetworkPolicy and ClusterNetworkPolicy of EKS; FQDNNetworkPolicy of GKE. They are looked for every two
        minutes. While one is there, in the workload's namespace or for the whole cluster, or while it is not known whether
        one is, nothing that it may undo is compliant. What was known counts for five minutes when a look fails. A kind that
        is called `…NetworkPolicy` and is none of these is such a doubt while the cluster serves it, unless it is known to
        open nothing: Calico's staged policies, Antrea's `controlplane.antrea.io`, MultiNetworkPolicy (secondary interfaces).
      - A16 follows Ingresses, and the HTTPRoutes, GRPCRoutes, TLSRoutes, TCPRoutes and UDPRoutes of the Gateway API, to
        the Services behind them: served or not, attached or not, whatever their weight, and of internal load balancers too,
        for that can change without anybody looking at the database. A route that leads into another namespace counts where a
        ReferenceGrant lets it. What leads to something else than a Service, or to one that is only another name for a host,
        is not followed: A16 is undetermined for that namespace. Ingresses are watched, routes are looked for every two minutes.
      - Not looked at: ways in of other APIs (Routes of OpenShift; IngressRoutes of Traefik; HTTPProxies of Contour;
        VirtualServices of Istio; TargetGroupBindings of AWS), ConfigMaps and annotations that name Services (`tcp-services` of
        ingress-nginx, `default-backend`, `auth-url`; but actions of AWS's load balancers are followed), filters of type
        ExtensionRef, and names that lead into another namespace. The pods of whatever leads there are a peer like any other:
        A25 names them where they may enter and that is not declared.
      - In manifests, pods of templates have no addresses yet: A16 is undetermined while a Service that is exposed leads to
        addresses that are written down in EndpointSlices or Endpoints.
      - *Required* and *addressable* are the law's words
        ([45 CFR 164.306(d)](https://www.ecfr.gov/current/title-45/section-164.306)). Addressable is not optional: it is
        implemented, or an equivalent measure is, with a record of why.
      - *For example* is what `hipaa plan -f sample-workloads/clinic` says of the clinic's database.
        Nothing but AWS can say anything of a key or a log group.
      - `kubectl describe phiworkload NAME`, `encryptionkey` or `auditsink`, shows verdict and evidence, and since when, under `Controls`.
      """;

  private static final String SECTION =
      """

      ## %s: %s

      | | |
      |---|---|
      | judges | %s |
      | rule | [45 CFR %s](https://www.ecfr.gov/current/title-45/section-%s), %s |
      | NIST SP 800-53 r5 | %s |
      | severity | %s |
      | reads | %s |
      | undetermined while there are | %s |
      | for example | %s |
      """;

  @Test
  void pageIsTheCatalogue() throws IOException {
    String plan =
        CommandLineText.of("plan", "-f", Repository.file("sample-workloads/clinic").toString());
    String database = plan.substring(plan.indexOf("PhiWorkload clinic/records-db"));
    assertThat(plan).contains("CONTROL");
    String sections =
        Stream.of(
                Catalogue.WORKLOAD.stream().map(c -> section("PhiWorkload", c, database)),
                Catalogue.KEY.stream().map(c -> section("EncryptionKey", c, "")),
                Catalogue.AUDIT_SINK.stream().map(c -> section("AuditSink of class audit", c, "")),
                Catalogue.OPERATIONAL_SINK.stream()
                    .map(c -> section("AuditSink of class operational", c, "")),
                Catalogue.RETENTION.stream()
                    .map(c -> section("RetentionPolicy and LegalHold", c, "")))
            .flatMap(Function.identity())
            .collect(Collectors.joining());
    Repository.assertGenerated(Repository.file("docs/controls.md"), HEADER + sections);
  }

  private static String section(String kind, Control<?> control, String plan) {
    String rule = control.citation().section();
    return SECTION.formatted(
        control.id(),
        control.title(),
        kind,
        rule,
        rule.substring(0, rule.indexOf('(')),
        control.citation().kind().name().toLowerCase(Locale.ROOT),
        String.join(", ", control.nist()),
        control.severity().name().toLowerCase(Locale.ROOT),
        words(control.reads()),
        words(control.doubts()),
        plan.isEmpty() ? "" : example(control.id(), plan));
  }

  private static String words(List<? extends FactKind<?>> kinds) {
    return kinds.isEmpty()
        ? "–"
        : kinds.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** Verdict and first sentence of evidence, as the plan prints them. */
  private static String example(String id, String plan) {
    return Pattern.compile("^" + id + " +(\\w+) +(.+)$", Pattern.MULTILINE)
        .matcher(plan)
        .results()
        .map(row -> row.group(1) + ": " + row.group(2).strip())
        .findFirst()
        .orElse("does not concern it");
  }
}
