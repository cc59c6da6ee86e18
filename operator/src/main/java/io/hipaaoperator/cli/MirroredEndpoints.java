package io.hipaaoperator.cli;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.hipaaoperator.network.HandMadeEndpoints;
import java.util.List;
import java.util.stream.Stream;

/** Endpoints of the older kind as the slices that Kubernetes mirrors them in. */
final class MirroredEndpoints {
  private MirroredEndpoints() {}

  /** A slice for each subset. */
  static List<EndpointSlice> of(Endpoints endpoints) {
    return endpoints.getSubsets().stream().map(subset -> slice(endpoints, subset)).toList();
  }

  private static EndpointSlice slice(Endpoints endpoints, EndpointSubset subset) {
    var metadata = endpoints.getMetadata();
    List<String> addresses =
        Stream.concat(subset.getAddresses().stream(), subset.getNotReadyAddresses().stream())
            .map(EndpointAddress::getIp)
            .toList();
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withName(metadata.getName())
        .withNamespace(metadata.getNamespace())
        .addToLabels(HandMadeEndpoints.SERVICE_NAME, metadata.getName())
        .endMetadata()
        .addNewEndpoint()
        .withAddresses(addresses)
        .endEndpoint()
        .withPorts(subset.getPorts().stream().map(MirroredEndpoints::port).toList())
        .build();
  }

  private static io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort port(EndpointPort port) {
    return new EndpointPortBuilder()
        .withPort(port.getPort())
        .withProtocol(port.getProtocol())
        .build();
  }
}
