package io.hipaaoperator.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.network.GatewayRoutes;
import io.hipaaoperator.network.Route;
import java.util.List;

/** Looks for routes of Gateways. A server that serves none is asked once. */
public final class GatewayLook {
  /** What it looks for, for people. */
  static final String WHAT = "routes of Gateways";

  private final JsonReader reader;
  private final ObjectPages pages;

  /** Looks through this client. */
  public GatewayLook(KubernetesClient client) {
    this.reader = new JsonReader(client);
    this.pages = new ObjectPages(reader);
  }

  /** The ways in that are there now, or why they are not known; no exception. */
  public Finding<Route> now() {
    return Finding.of(WHAT, this::found);
  }

  private List<Route> found() {
    var routes = new GatewayRoutes();
    ServedKind.firstOf(reader, served -> GatewayRoutes.tells(served.group(), served.kind()))
        .forEach(
            served ->
                pages.each(
                    served, page -> page.forEach(object -> routes.add(served.kind(), object))));
    return routes.all();
  }
}
