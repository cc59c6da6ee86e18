package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.hipaaoperator.network.Endpoint.OfPod;
import java.util.List;

/** Pods that are protected, one by one or all that may come. */
sealed interface Subject {
  /** What people call it. */
  String name();

  /** Whether a policy with this selector applies, for certain. */
  boolean isSelectedBy(LabelSelector pods);

  /** Ports with the names that are known here replaced by numbers. */
  Ports resolve(Direction direction, Ports ports);

  /** Whether policies are obeyed. */
  boolean isOnHostNetwork();

  /** One pod, which stands for all like it. */
  record Known(OfPod pod) implements Subject {
    @Override
    public String name() {
      return "pod " + pod.name();
    }

    @Override
    public boolean isSelectedBy(LabelSelector pods) {
      return Selectors.matches(pods, pod.labels());
    }

    /** A name is looked up on the destination, which the pod is of what enters only. */
    @Override
    public Ports resolve(Direction direction, Ports ports) {
      return direction == Direction.EGRESS ? ports : ports.resolved(pod::namedByAny);
    }

    @Override
    public boolean isOnHostNetwork() {
      return pod.isOnHostNetwork();
    }

    /** What decides whom policies let this pod meet. */
    List<Object> kind() {
      return List.of(pod.labels(), isOnHostNetwork(), pod.boundPorts());
    }
  }

  /** Every pod that a selector will ever match. */
  record ToCome(LabelSelector selector) implements Subject {
    @Override
    public String name() {
      return "pods that spec.selector may still match";
    }

    @Override
    public boolean isSelectedBy(LabelSelector pods) {
      return Selectors.covers(pods, selector);
    }

    @Override
    public Ports resolve(Direction direction, Ports ports) {
      return ports;
    }

    @Override
    public boolean isOnHostNetwork() {
      return false;
    }
  }
}
