package io.hipaaoperator.drift;

import com.fasterxml.jackson.databind.node.TextNode;
import io.hipaaoperator.control.Fact;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something outside of Kubernetes that is to be as declared, such as the rotation of a key.
 *
 * @param path where it stands in what it is a setting of, for example {@code tags} and a key
 * @param digest digest of what is declared
 * @param seen how it deviates; empty where it holds
 * @param remedy what is to be done about a deviation
 * @param <W> what can be written
 */
public record Setting<W>(
    FieldPath path, String digest, Fact<Optional<Deviation>> seen, Remedy<W> remedy) {

  /** Under which name its digest is kept. */
  public String name() {
    return path.toString();
  }

  /** Whether it is known to deviate. */
  public boolean isDeviating() {
    return seen instanceof Fact.Known<Optional<Deviation>>(Optional<Deviation> deviation)
        && deviation.isPresent();
  }

  /** A digest of a declared value. */
  public static String digest(String declared) {
    return Digest.of(TextNode.valueOf(declared));
  }

  /**
   * What is to be done about a deviation.
   *
   * @param <W> what can be written
   */
  public sealed interface Remedy<W> {

    /** This is written. */
    record Write<W>(W write) implements Remedy<W> {}

    /**
     * A person has to do something.
     *
     * @param reason one word that stays the same, for the condition Ready
     * @param why what is to be done, for people
     */
    record Person<W>(String reason, String why) implements Remedy<W> {}

    /** The write, where there is one. */
    default Optional<W> written() {
      return this instanceof Write<W>(W write) ? Optional.of(write) : Optional.empty();
    }
  }

  /**
   * How something is other than declared.
   *
   * @param type changed, removed or added
   * @param expected what is declared, for people
   * @param found what is there, for people
   * @param weakens whether it opens something
   */
  public record Deviation(
      Drift.Type type, @Nullable String expected, @Nullable String found, boolean weakens) {

    private static final int LONGEST = 512;

    /** As much of a text as a status shows. */
    public static String shortened(String text) {
      return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** A value that is another one. */
    public static Deviation changed(String expected, String found, boolean weakens) {
      return new Deviation(Drift.Type.Changed, expected, found, weakens);
    }

    /** A value that is not there. */
    public static Deviation removed(String expected, boolean weakens) {
      return new Deviation(Drift.Type.Removed, expected, null, weakens);
    }
  }
}
