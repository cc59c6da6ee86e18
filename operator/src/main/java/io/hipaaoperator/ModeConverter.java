package io.hipaaoperator;

import io.hipaaoperator.api.Enforcement;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code enforce} or {@code observe}. */
final class ModeConverter implements ITypeConverter<Enforcement> {
  @Override
  public Enforcement convert(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "enforce" -> Enforcement.Enforce;
      case "observe" -> Enforcement.Observe;
      default -> throw new TypeConversionException("'" + value + "' is not enforce or observe");
    };
  }
}
