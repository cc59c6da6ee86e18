package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One side of an allowed connection: pods by selectors, an IP block, or another PhiWorkload.
 *
 * @param podSelector pods by label, in the namespaces that namespaceSelector names, else in the
 *     workload's own
 * @param namespaceSelector namespaces by label; without podSelector all pods in them
 * @param ipBlock addresses outside the cluster
 * @param workload the pods of another PhiWorkload
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "(has(self.podSelector) || has(self.namespaceSelector) ? 1 : 0)"
            + " + (has(self.ipBlock) ? 1 : 0) + (has(self.workload) ? 1 : 0) == 1",
    message = "a peer is exactly one of: podSelector and/or namespaceSelector, ipBlock, workload")
public record Peer(
    @JsonPropertyDescription(
            "Pods by label, in the namespaces that namespaceSelector names, else in the"
                + " workload's own.")
        @Nullable Selector podSelector,
    @JsonPropertyDescription(
            "Namespaces by label; without podSelector all pods in them. The label"
                + " kubernetes.io/metadata.name names one safely.")
        @Nullable Selector namespaceSelector,
    @JsonPropertyDescription("Addresses outside the cluster.") @Nullable IpBlock ipBlock,
    @JsonPropertyDescription("The pods of another PhiWorkload.") @Nullable WorkloadRef workload) {

  /**
   * A range of addresses less some ranges inside it.
   *
   * @param cidr for example 10.0.0.0/16
   * @param except ranges inside cidr that are left out
   */
  @ValidationRule(
      value = "isCIDR(self.cidr) && cidr(self.cidr) == cidr(self.cidr).masked()",
      message = "cidr must be a network address with prefix length, such as 10.0.0.0/16",
      fieldPath = ".cidr")
  @ValidationRule(
      value =
          "!isCIDR(self.cidr) || !has(self.except) || self.except.all(e, isCIDR(e) &&"
              + " cidr(e) == cidr(e).masked() && cidr(self.cidr).containsCIDR(cidr(e)) && cidr(e).prefixLength() > cidr(self.cidr).prefixLength())",
      message = "except must list network addresses inside cidr and smaller than it",
      fieldPath = ".except")
  @ValidationRule(
      value =
          "!isCIDR(self.cidr) || !['169.254.169.254/32', '100.100.100.200/32',"
              + " '192.0.0.192/32', 'fd00:ec2::254/128', 'fd20:ce::254/128']"
              + ".exists(m, cidr(m).containsCIDR(cidr(self.cidr)))",
      message = "cidr is a cloud metadata address, which pods that handle PHI may never reach",
      fieldPath = ".cidr")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record IpBlock(
      @Required @Size(min = 1, max = 43) @JsonPropertyDescription("For example 10.0.0.0/16.")
          String cidr,
      @Size(max = 16) @JsonPropertyDescription("Ranges inside cidr that are left out.")
          @Nullable List<@Size(max = 43) String> except) {

    public IpBlock {
      except = except == null ? List.of() : List.copyOf(except);
    }

    /** Never null. */
    @Override
    public List<String> except() {
      return except == null ? List.of() : except;
    }
  }

  /**
   * Names another PhiWorkload.
   *
   * @param name its name
   * @param namespace its namespace; absent means the same one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record WorkloadRef(
      @Required
          @Size(min = 1, max = 63)
          @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")
          @JsonPropertyDescription("Name of the PhiWorkload.")
          String name,
      @Size(min = 1, max = 63)
          @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
          @JsonPropertyDescription("Its namespace. Default: the same namespace.")
          @Nullable String namespace) {}
}
