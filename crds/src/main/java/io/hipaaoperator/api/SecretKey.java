package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key of a Secret, and where its value comes from.
 *
 * @param name its name
 * @param generate makes the value at random; the one origin so far
 * @param rotation when it gets another value
 */
@ValidationRule(
    value = "(has(self.generate) ? 1 : 0) == 1",
    message = "a key is exactly one of: generate")
@ValidationRule(
    value = "!self.name.endsWith('-previous')",
    message = "name must not end in -previous: that key holds the value before a rotation",
    fieldPath = ".name")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretKey(
    @Required
        @Size(min = 1, max = 200)
        @Pattern("^\\.?[-_a-zA-Z0-9][-._a-zA-Z0-9]*$")
        @JsonPropertyDescription("Name of the key in the Secret.")
        String name,
    @JsonPropertyDescription(
            "The value is made at random in the operator's memory, sealed there, and kept nowhere"
                + " else.")
        @Nullable Generate generate,
    @JsonPropertyDescription("When it gets another value. Absent: never.")
        @Nullable Rotation rotation) {
  /** Ends the name of the key that holds the value before a rotation. */
  public static final String PREVIOUS = "-previous";

  /** The origin, with the schema's defaults for objects that never passed an API server. */
  @Override
  public Generate generate() {
    return generate == null ? new Generate(null, null) : generate;
  }

  /** Of which generation the value is to be. */
  public int generation() {
    return rotation == null || rotation.generation == null ? 1 : rotation.generation;
  }

  /** After how many days the value is replaced, if at all. */
  public Optional<Integer> everyDays() {
    return Optional.ofNullable(rotation).map(Rotation::everyDays);
  }

  /**
   * A value at random.
   *
   * @param length how many characters
   * @param alphabet of which
   */
  @ValidationRule(
      value =
          "!has(self.length) || self.length >= (!has(self.alphabet) ? 22 : self.alphabet == 'hex'"
              + " ? 32 : self.alphabet == 'digits' ? 39 : 22)",
      message = "length gives 128 bits at least: 22 characters, of hex 32, of digits 39",
      fieldPath = ".length")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Generate(
      @Default("40")
          @Min(1)
          @Max(1024)
          @JsonPropertyDescription(
              "How many characters; so many that nobody finds it by trying. A value that is there"
                  + " stays as it is until its rotation.")
          @Nullable Integer length,
      @Default("alphanumeric")
          @JsonPropertyDescription(
              "alphanumeric: letters and digits. base64url: these, - and _. hex: digits and a to f."
                  + " digits. printable: ASCII that is no space, quote or backslash.")
          @Nullable Alphabet alphabet) {
    private static final int LENGTH = 40;

    /** How many characters, with the schema's default. */
    @Override
    public Integer length() {
      return length == null ? LENGTH : length;
    }

    /** Of which characters, with the schema's default. */
    @Override
    public Alphabet alphabet() {
      return alphabet == null ? Alphabet.ALPHANUMERIC : alphabet;
    }
  }

  /** What a generated value is made of. */
  public enum Alphabet {
    /** Fit for a URL, a shell and a connection string. */
    @JsonProperty("alphanumeric")
    ALPHANUMERIC,
    /** Letters, digits, - and _. */
    @JsonProperty("base64url")
    BASE64URL,
    /** Digits, and a to f. */
    @JsonProperty("hex")
    HEX,
    /** Digits. */
    @JsonProperty("digits")
    DIGITS,
    /** Printable ASCII but for what has to be quoted everywhere. */
    @JsonProperty("printable")
    PRINTABLE
  }

  /**
   * When a key gets another value.
   *
   * @param generation is raised to ask for one
   * @param everyDays after how many days it gets one by itself
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Rotation(
      @Default("1")
          @Min(1)
          @Max(1_000_000)
          @JsonPropertyDescription(
              "Raise it, and the value is replaced once; the one before stays in the key with"
                  + " -previous. To lower it does nothing.")
          @Nullable Integer generation,
      @Min(1)
          @Max(3650)
          @JsonPropertyDescription("Replaced after so many days. Absent: only by generation.")
          @Nullable Integer everyDays) {}
}
