package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A set of ports.
 *
 * @param numbers port numbers by protocol
 * @param names names of ports that stand for themselves, because no pod has said their number
 */
public record Ports(Map<Protocol, IntervalSet> numbers, Set<Name> names) {
  private static final IntervalSet EVERY = IntervalSet.of(1, 65535);

  /** No port. */
  public static final Ports NONE = new Ports(Map.of(), Set.of());

  /** Every port of every protocol. */
  public static final Ports ALL =
      new Ports(
          Arrays.stream(Protocol.values())
              .collect(Collectors.toMap(Function.identity(), p -> EVERY)),
          Set.of());

  public Ports {
    numbers = Map.copyOf(numbers);
    names = Set.copyOf(names);
  }

  /**
   * The name of a port.
   *
   * @param protocol its protocol: the same name may be bound once per protocol
   * @param name the name
   */
  public record Name(Protocol protocol, String name) {}

  /** These port numbers of one protocol. */
  public static Ports of(Protocol protocol, int first, int last) {
    return new Ports(Map.of(protocol, IntervalSet.of(first, last)), Set.of()).pruned();
  }

  /** The ports of a rule, of which none means all, names kept. */
  static Ports declared(@Nullable List<NetworkPolicyPort> ports) {
    return ports == null || ports.isEmpty()
        ? ALL
        : ports.stream().map(Ports::declared).reduce(NONE, Ports::union);
  }

  private static Ports declared(NetworkPolicyPort port) {
    return Protocol.of(port.getProtocol()).map(protocol -> declared(protocol, port)).orElse(NONE);
  }

  private static Ports declared(Protocol protocol, NetworkPolicyPort declared) {
    IntOrString port = declared.getPort();
    if (port == null) {
      return new Ports(Map.of(protocol, EVERY), Set.of());
    }
    if (port.getIntVal() == null) {
      return new Ports(Map.of(), Set.of(new Name(protocol, port.getStrVal())));
    }
    int first = port.getIntVal();
    return of(protocol, first, Objects.requireNonNullElse(declared.getEndPort(), first));
  }

  /** The same ports with every name replaced by what it stands for. */
  Ports resolved(Function<Name, Ports> lookup) {
    return names.stream().map(lookup).reduce(new Ports(numbers, Set.of()), Ports::union);
  }

  /** What is in either. */
  Ports union(Ports other) {
    var all = Stream.concat(names.stream(), other.names.stream()).collect(Collectors.toSet());
    return new Ports(combined(other, IntervalSet::union), all);
  }

  /** What is in both. */
  Ports intersection(Ports other) {
    var both =
        Stream.concat(
                names.stream().filter(other::contains), other.names.stream().filter(this::contains))
            .collect(Collectors.toSet());
    return new Ports(combined(other, IntervalSet::intersection), both);
  }

  /** What is in this set only. */
  Ports minus(Ports other) {
    var rest = names.stream().filter(name -> !other.contains(name)).collect(Collectors.toSet());
    return new Ports(combined(other, IntervalSet::minus), rest);
  }

  /** Whether a port is among them. */
  public boolean contains(Protocol protocol, int port) {
    return of(protocol).containsAll(IntervalSet.of(port, port));
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return names.isEmpty() && numbers.isEmpty();
  }

  /** The numbers of one protocol. */
  IntervalSet of(Protocol protocol) {
    return numbers.getOrDefault(protocol, IntervalSet.EMPTY);
  }

  private boolean contains(Name name) {
    return names.contains(name) || of(name.protocol()).equals(EVERY);
  }

  private Map<Protocol, IntervalSet> combined(Ports other, BinaryOperator<IntervalSet> operator) {
    Map<Protocol, IntervalSet> combined = new EnumMap<>(Protocol.class);
    for (Protocol protocol : Protocol.values()) {
      IntervalSet ports = operator.apply(of(protocol), other.of(protocol));
      if (!ports.isEmpty()) {
        combined.put(protocol, ports);
      }
    }
    return combined;
  }

  private Ports pruned() {
    return union(NONE);
  }

  /** In words: {@code every port}, or {@code TCP 80, TCP 8000-8100, UDP dns}. */
  @Override
  public String toString() {
    return ALL.equals(this)
        ? "every port"
        : Stream.concat(Arrays.stream(Protocol.values()).flatMap(this::words), nameWords())
            .collect(Collectors.joining(", "));
  }

  private Stream<String> nameWords() {
    return names.stream().map(name -> name.protocol() + " " + name.name()).sorted();
  }

  private Stream<String> words(Protocol protocol) {
    IntervalSet ports = of(protocol);
    return ports.equals(EVERY)
        ? Stream.of("every " + protocol + " port")
        : ports.intervals().stream().map(range -> protocol + " " + words(range));
  }

  private static String words(IntervalSet.Interval range) {
    return range.first().equals(range.last())
        ? range.first().toString()
        : range.first() + "-" + range.last();
  }
}
