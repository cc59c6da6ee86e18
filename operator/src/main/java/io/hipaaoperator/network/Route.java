package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;

/**
 * A way into the cluster that a controller opens for an Ingress, or for a route of a Gateway. Its
 * clients come with the address of the controller's pods, of a node, or of a load balancer.
 *
 * @param origin who declares it
 * @param backend what it leads to
 */
public record Route(Origin origin, Backend backend) {
  private static final String SERVICE = "Service";

  /**
   * An object that declares ways in.
   *
   * @param kind its kind
   * @param namespace its namespace
   * @param name its name
   */
  public record Origin(String kind, String namespace, String name) {
    @Override
    public String toString() {
      return "%s %s/%s".formatted(kind, namespace, name);
    }
  }

  /**
   * What a way in leads to.
   *
   * @param kind its kind
   * @param namespace its namespace
   * @param name its name
   * @param port number or name of one of its ports; empty for all
   */
  public record Backend(String kind, String namespace, String name, String port) {
    /** A Service. */
    static Backend service(String namespace, String name, String port) {
      return new Backend(SERVICE, namespace, name, port);
    }
  }

  /** Whether it leads to a Service, so that it is known where it ends. */
  public boolean isFollowed() {
    return backend.kind.equals(SERVICE);
  }

  /** Why it is not known where it ends. */
  public String unfollowed() {
    return "%s leads to %s %s, which is not followed".formatted(origin, backend.kind, backend.name);
  }

  /** The same of one that leads to a Service that is another name for a host. */
  String renamed() {
    return "%s leads to Service %s, another name for a host, which is not followed"
        .formatted(origin, backend.name);
  }

  /** What it does to the pods of a Service, in words. */
  public String exposure(Service service) {
    var metadata = service.getMetadata();
    return "%s exposes the pods through Service %s/%s"
        .formatted(origin, metadata.getNamespace(), metadata.getName());
  }

  /** Whether it leads to this Service. */
  public boolean leadsTo(Service service) {
    var metadata = service.getMetadata();
    return isFollowed()
        && backend.namespace.equals(metadata.getNamespace())
        && backend.name.equals(metadata.getName());
  }

  /** Whether it leads to this port of the Service that it leads to. */
  boolean leadsTo(ServicePort port) {
    return backend.port.isEmpty()
        || backend.port.equals(port.getName())
        || backend.port.equals(String.valueOf(port.getPort()));
  }
}
