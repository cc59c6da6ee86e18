package io.hipaaoperator.network;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of IP addresses (RFC 4632, RFC 4291). Addresses are numbers: IPv6 from 0, IPv4 above all
 * of IPv6, so that one set holds both.
 *
 * @param text as it was written
 * @param addresses the addresses in it
 */
public record Cidr(String text, IntervalSet addresses) {
  /** Set in the number of every IPv4 address and of no IPv6 address. */
  static final int IPV4_BIT = 128;

  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})(?:/(\\d{1,2}))?");
  private static final Pattern IPV6 =
      Pattern.compile("([0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/(\\d{1,3}))?");

  /** Blocks that are not routed on the internet: RFC 1918, 6598, 3927, 1122, 4193, 4291. */
  private static final List<String> PRIVATE =
      List.of(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "169.254.0.0/16",
          "127.0.0.0/8",
          "fc00::/7",
          "fe80::/10",
          "::1/128");

  /** Every address there is. */
  public static final IntervalSet EVERYWHERE =
      Stream.of("0.0.0.0/0", "::/0")
          .flatMap(block -> parse(block).stream())
          .map(Cidr::addresses)
          .reduce(IntervalSet.EMPTY, IntervalSet::union);

  /** Addresses that the internet routes. */
  static final IntervalSet PUBLIC =
      PRIVATE.stream()
          .flatMap(block -> parse(block).stream())
          .map(Cidr::addresses)
          .reduce(EVERYWHERE, IntervalSet::minus);

  /**
   * A block, or a single address. Host bits and leading zeros, which the API refuses since 1.36 but
   * may have stored before, are read as older versions read them; an IPv4-mapped address, which
   * networks read differently, is not a block.
   */
  public static Optional<Cidr> parse(String text) {
    return match(IPV4, text)
        .flatMap(match -> block(text, match, 32))
        .or(() -> match(IPV6, text).flatMap(match -> block(text, match, 128)));
  }

  /** Whether every address of the other block is in this one. */
  public boolean contains(Cidr other) {
    return addresses.containsAll(other.addresses);
  }

  /** Whether an address is the first one of this block. */
  public boolean beginsWith(Cidr address) {
    return addresses.first().equals(address.addresses.first());
  }

  private static Optional<Matcher> match(Pattern pattern, String text) {
    return Optional.of(pattern.matcher(text)).filter(Matcher::matches);
  }

  private static Optional<Cidr> block(String text, Matcher match, int bits) {
    int prefix = match.group(2) == null ? bits : Integer.parseInt(match.group(2));
    return prefix > bits
        ? Optional.empty()
        : number(match.group(1), bits)
            .map(address -> new Cidr(text, block(address, bits - prefix)));
  }

  private static IntervalSet block(BigInteger address, int hostBits) {
    BigInteger first = address.shiftRight(hostBits).shiftLeft(hostBits);
    BigInteger size = BigInteger.ONE.shiftLeft(hostBits);
    return IntervalSet.of(first, first.add(size).subtract(BigInteger.ONE));
  }

  private static Optional<BigInteger> number(String literal, int bits) {
    try {
      InetAddress address = InetAddress.ofLiteral(literal);
      BigInteger number = new BigInteger(1, address.getAddress());
      boolean isV4 = address instanceof Inet4Address;
      return isV4 == (bits == 32)
          ? Optional.of(isV4 ? number.setBit(IPV4_BIT) : number)
          : Optional.empty();
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }
}
