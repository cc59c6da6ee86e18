package io.hipaaoperator.workload;

import java.util.List;

/**
 * Addresses at which clouds hand out instance metadata and, with it, credentials. No policy of ours
 * ever admits them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">
 *     EC2 instance metadata</a>
 */
public final class MetadataAddress {
  /**
   * IPv4 link-local of AWS, Google, Azure and Oracle; IPv4 of Alibaba; IPv4 of Oracle's classic
   * cloud; IPv6 of AWS; IPv6 of Google.
   */
  public static final List<String> ALL =
      List.of(
          "169.254.169.254/32",
          "100.100.100.200/32",
          "192.0.0.192/32",
          "fd00:ec2::254/128",
          "fd20:ce::254/128");

  private MetadataAddress() {}
}
