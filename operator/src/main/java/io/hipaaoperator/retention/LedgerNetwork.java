package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.DatabaseLedger;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Nobody reaches the writer of a log, and it reaches the database, the place where it publishes and
 * who signs. AWS is reached by names, so its port is open anywhere.
 */
final class LedgerNetwork {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  /** Where EKS Pod Identity hands out credentials, on each node. */
  private static final List<String> POD_IDENTITY = List.of("169.254.170.23", "fd00:ec2::23");

  private LedgerNetwork() {}

  static NetworkPolicy of(DeclaredDatabase database, DatabaseLedger ledger) {
    return PurgeNetwork.confined(
        database.child(LedgerChildren.networkName(database)),
        Map.of(Api.PHI_DATABASE, database.name()),
        Stream.of(
                PurgeNetwork.to(database.spec().host(), database.spec().port()),
                services(ledger),
                credentials(ledger))
            .flatMap(rules -> rules));
  }

  private static Stream<NetworkPolicyEgressRule> services(DatabaseLedger ledger) {
    if (ledger.endpoint() == null) {
      return aws();
    }
    URI endpoint = URI.create(ledger.endpoint());
    int usual = "http".equals(endpoint.getScheme()) ? HTTP : HTTPS;
    return PurgeNetwork.to(endpoint.getHost(), endpoint.getPort() < 0 ? usual : endpoint.getPort());
  }

  /** A role is assumed at STS, whatever the endpoint of the others. */
  private static Stream<NetworkPolicyEgressRule> credentials(DatabaseLedger ledger) {
    if (ledger.serviceAccountRoleArn() != null) {
      return aws();
    }
    return ledger.credentials() == null
        ? POD_IDENTITY.stream().flatMap(address -> PurgeNetwork.to(address, HTTP))
        : Stream.empty();
  }

  private static Stream<NetworkPolicyEgressRule> aws() {
    return PurgeNetwork.anywhere(HTTPS);
  }
}
