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
final class MetadataAddress {
  /** IPv4 link-local of AWS, Google and Azure; IPv6 of AWS; IPv6 of Google. */
  static final List<String> ALL =
      List.of("169.254.169.254/32", "fd00:ec2::254/128", "fd20:ce::254/128");

  private MetadataAddress() {}
}
