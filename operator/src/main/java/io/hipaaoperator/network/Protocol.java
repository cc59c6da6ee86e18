package io.hipaaoperator.network;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A protocol for which NetworkPolicies are defined. Of others, such as ICMP, nothing is known. */
public enum Protocol {
  /** RFC 9293. */
  TCP,
  /** RFC 768. */
  UDP,
  /** RFC 9260. */
  SCTP;

  /** The protocol of a port; absent means TCP. Empty for a protocol that policies do not know. */
  static Optional<Protocol> of(@Nullable String declared) {
    return switch (declared) {
      case null -> Optional.of(TCP);
      case "TCP" -> Optional.of(TCP);
      case "UDP" -> Optional.of(UDP);
      case "SCTP" -> Optional.of(SCTP);
      default -> Optional.empty();
    };
  }
}
