package io.hipaaoperator.network;

import java.util.Optional;

/** stub */
public record Cidr(String s) {
  public static Optional<Cidr> parse(String s) {
    return Optional.of(new Cidr(s));
  }

  public boolean contains(Cidr o) {
    return s.equals(o.s) || (s.equals("0.0.0.0/0") && !o.s.contains(":"));
  }
}
