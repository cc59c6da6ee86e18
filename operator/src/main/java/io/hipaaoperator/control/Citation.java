package io.hipaaoperator.control;

/**
 * A rule of 45 CFR part 164.
 *
 * @param section for example {@code 164.312(a)(1)}
 * @param kind whether the rule may be met by an equivalent measure (164.306(d))
 */
public record Citation(String section, Kind kind) {

  /** What the regulation demands. */
  public enum Kind {
    /** Required, or a standard without options. */
    REQUIRED,
    /** Addressable: implemented, or an equivalent measure with a record of why. */
    ADDRESSABLE
  }

  /** A required specification. */
  public static Citation required(String section) {
    return new Citation(section, Kind.REQUIRED);
  }

  /** An addressable specification. */
  public static Citation addressable(String section) {
    return new Citation(section, Kind.ADDRESSABLE);
  }

  /** For example {@code 45 CFR 164.312(a)(1) (required)}. */
  @Override
  public String toString() {
    return "45 CFR " + section + " (" + kind.name().toLowerCase(java.util.Locale.ROOT) + ")";
  }
}
