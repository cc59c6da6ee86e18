package io.hipaaoperator.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Addresses in words: ranges that are blocks as blocks, others from first to last. */
final class AddressText {
  private static final int SHOWN = 3;

  private AddressText() {}

  static String of(IntervalSet addresses) {
    if (addresses.equals(Cidr.EVERYWHERE)) {
      return "every address";
    }
    String ranges =
        addresses.intervals().stream()
            .limit(SHOWN)
            .map(AddressText::of)
            .collect(Collectors.joining(", "));
    int rest = addresses.intervals().size() - SHOWN;
    return rest > 0 ? ranges + " and " + rest + " more ranges" : ranges;
  }

  /** A block as a policy writes it; of many exceptions the first few. */
  static String of(String cidr, List<String> except) {
    int more = except.size() - SHOWN;
    return cidr
        + (except.isEmpty() ? "" : " except ")
        + except.stream().limit(SHOWN).collect(Collectors.joining(", "))
        + (more > 0 ? String.format(Locale.ROOT, " and %,d more", more) : "");
  }

  private static String of(IntervalSet.Interval range) {
    BigInteger size = range.last().subtract(range.first()).add(BigInteger.ONE);
    boolean isAligned =
        range.first().signum() == 0 || range.first().getLowestSetBit() >= size.getLowestSetBit();
    return size.bitCount() == 1 && isAligned
        ? address(range.first()) + "/" + (bits(range.first()) - size.getLowestSetBit())
        : address(range.first()) + "-" + address(range.last());
  }

  private static int bits(BigInteger address) {
    return address.testBit(Cidr.IPV4_BIT) ? 32 : 128;
  }

  private static String address(BigInteger number) {
    int length = bits(number) / 8;
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = number.shiftRight(8 * (length - 1 - i)).byteValue();
    }
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
