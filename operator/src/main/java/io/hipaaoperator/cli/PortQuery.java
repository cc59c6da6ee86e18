package io.hipaaoperator.cli;

import io.hipaaoperator.network.Protocol;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A port that is asked about.
 *
 * @param protocol its protocol
 * @param port its number
 */
record PortQuery(Protocol protocol, int port) {

  /** Reads {@code 5432}, {@code 5432/TCP} or {@code 53/udp}. */
  static final class Converter implements ITypeConverter<PortQuery> {
    @Override
    public PortQuery convert(String text) {
      String[] parts = text.split("/", 2);
      try {
        int port = Integer.parseInt(parts[0]);
        String protocol = parts.length == 1 ? "TCP" : parts[1].toUpperCase(Locale.ROOT);
        if (port >= 1 && port <= 65535) {
          return new PortQuery(Protocol.valueOf(protocol), port);
        }
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException(complaint(text));
      }
      throw new TypeConversionException(complaint(text));
    }

    private static String complaint(String text) {
      return "'" + text + "' is not a port such as 5432, 5432/TCP or 53/UDP";
    }
  }
}
