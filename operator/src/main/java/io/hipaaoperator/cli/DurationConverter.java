package io.hipaaoperator.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration as Go and Kubernetes write it, such as {@code 90s}, {@code 10m} or {@code 1h30m}. */
public final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String value) {
    try {
      Duration duration = Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // told below, in one way for everything that is no duration
    }
    throw new TypeConversionException("'" + value + "' is not a duration such as 90s or 10m");
  }
}
