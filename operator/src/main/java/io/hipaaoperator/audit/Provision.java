package io.hipaaoperator.audit;

import io.hipaaoperator.drift.Setting.Deviation;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that a sink declares by name, such as a saved query, as it was found.
 *
 * @param name its name in the sink's folder
 * @param exists whether it is there
 * @param lack why it does not do what is declared; empty where it does
 */
public record Provision(String name, boolean exists, Optional<String> lack) {

  /** What was found by comparing; what deviates and opens nothing lacks nothing. */
  static Provision of(String name, boolean exists, Optional<Deviation> deviation) {
    return new Provision(
        name,
        exists,
        deviation
            .filter(Deviation::weakens)
            .map(found -> found.found() == null ? "is not there" : "is not as declared"));
  }

  /** The same, which lacks this where nothing else. */
  Provision or(Supplier<Optional<String>> other) {
    return new Provision(name, exists, lack.or(other));
  }

  /** What it lacks, in words. */
  public Optional<String> complaint() {
    return lack.map(why -> name + " " + why);
  }
}
