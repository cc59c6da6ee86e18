package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.Optional;

/** stub */
public final class Weakening {
  private Weakening() {}

  public static boolean weakens(Optional<NetworkPolicy> d, Optional<NetworkPolicy> l) {
    return l.isEmpty() || !d.get().getSpec().equals(l.get().getSpec());
  }
}
