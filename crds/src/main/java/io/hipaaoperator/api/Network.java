package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may reach the pods and whom they may reach. All else is denied.
 *
 * @param ingress who may reach the pods
 * @param egress whom the pods may reach
 * @param dns how the pods resolve names
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Network(
    @Size(max = 32) @JsonPropertyDescription("Who may reach the pods. Empty: nobody.")
        @Nullable List<Ingress> ingress,
    @Size(max = 32) @JsonPropertyDescription("Whom the pods may reach. Empty: nobody but DNS.")
        @Nullable List<Egress> egress,
    @JsonPropertyDescription(
            "How the pods resolve names. Default: the cluster's DNS in kube-system.")
        @Nullable Dns dns) {

  /** Nobody in, DNS out. */
  public static final Network CLOSED = new Network(null, null, null);

  public Network {
    ingress = ingress == null ? List.of() : List.copyOf(ingress);
    egress = egress == null ? List.of() : List.copyOf(egress);
  }

  /** Never null. */
  @Override
  public List<Ingress> ingress() {
    return ingress == null ? List.of() : ingress;
  }

  /** Never null. */
  @Override
  public List<Egress> egress() {
    return egress == null ? List.of() : egress;
  }

  /** Never null; the cluster's DNS unless declared otherwise. */
  @Override
  public Dns dns() {
    return dns == null ? Dns.CLUSTER : dns;
  }

  /**
   * Peers that may reach the pods on these ports.
   *
   * @param from peers, at least one: a rule without peers would admit everybody
   * @param ports ports of the selected pods, at least one
   */
  public record Ingress(
      @Required
          @Size(min = 1, max = 32)
          @JsonPropertyDescription(
              "Peers, at least one: a rule without peers would admit everybody.")
          List<Peer> from,
      @Required
          @Size(min = 1, max = 32)
          @JsonPropertyDescription("Ports of the selected pods, at least one.")
          List<Port> ports) {}

  /**
   * Peers that the pods may reach on these ports.
   *
   * @param to peers, at least one
   * @param ports ports of the peers, at least one
   */
  public record Egress(
      @Required
          @Size(min = 1, max = 32)
          @JsonPropertyDescription(
              "Peers, at least one: a rule without peers would admit everybody.")
          List<Peer> to,
      @Required
          @Size(min = 1, max = 32)
          @JsonPropertyDescription("Ports of the peers, at least one.")
          List<Port> ports) {}

  /**
   * Name resolution.
   *
   * @param enabled false closes DNS altogether
   * @param servers where the DNS servers are; absent means the pods labelled k8s-app=kube-dns in
   *     kube-system
   * @param port UDP and TCP port of the DNS servers
   */
  public record Dns(
      @JsonPropertyDescription("False closes DNS altogether. Default true.")
          @Nullable Boolean enabled,
      @Size(min = 1, max = 8)
          @JsonPropertyDescription(
              "Where the DNS servers are. Default: pods labelled k8s-app=kube-dns in kube-system."
                  + " NodeLocal DNSCache needs the ipBlock 169.254.20.10/32 as well.")
          @Nullable List<Peer> servers,
      @Min(1)
          @Max(65535)
          @JsonPropertyDescription("UDP and TCP port of the DNS servers. Default 53.")
          @Nullable Integer port) {

    /** DNS of the cluster, on port 53. */
    public static final Dns CLUSTER = new Dns(null, null, null);

    /** Whether any DNS is allowed. */
    public boolean isEnabled() {
      return enabled == null || enabled;
    }
  }
}
