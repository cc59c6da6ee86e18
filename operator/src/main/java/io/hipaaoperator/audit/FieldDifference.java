package io.hipaaoperator.audit;

import io.hipaaoperator.drift.Setting.Deviation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A field that is other than declared, of something that AWS takes as a whole.
 *
 * @param field its name, for people
 * @param expected what is declared
 * @param found what is there
 * @param weakens whether that opens something
 */
record FieldDifference(String field, String expected, String found, boolean weakens) {
  private static final int SHOWN = 160;
  private static final int CONTEXT = 20;

  /** The difference, where there is one. */
  static Stream<FieldDifference> of(String field, Object expected, Object found, boolean weakens) {
    return expected.equals(found)
        ? Stream.empty()
        : Stream.of(between(field, words(expected), words(found), weakens));
  }

  private static String words(Object value) {
    return value instanceof Optional<?> maybe
        ? maybe.map(Object::toString).orElse("none")
        : value.toString();
  }

  /** The beginning of a text that may be long. */
  static String beginning(String text) {
    return excerpt(text, 0);
  }

  /** Texts may be long: they are shown from where they part. */
  private static FieldDifference between(
      String field, String expected, String found, boolean weakens) {
    int same = 0;
    while (same < Math.min(expected.length(), found.length())
        && expected.charAt(same) == found.charAt(same)) {
      same++;
    }
    int from = same <= SHOWN / 2 ? 0 : same - CONTEXT;
    return new FieldDifference(field, excerpt(expected, from), excerpt(found, from), weakens);
  }

  private static String excerpt(String text, int from) {
    String rest = (from == 0 ? "" : "…") + text.substring(from);
    return rest.length() <= SHOWN ? rest : rest.substring(0, SHOWN) + "…";
  }

  /** All of them as one deviation; none where nothing differs. */
  static Optional<Deviation> deviation(List<FieldDifference> all) {
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Deviation.changed(
                line(all, FieldDifference::expected),
                line(all, FieldDifference::found),
                all.stream().anyMatch(FieldDifference::weakens)));
  }

  private static String line(List<FieldDifference> all, Function<FieldDifference, String> side) {
    return all.stream()
        .map(one -> one.field() + ": " + side.apply(one))
        .collect(Collectors.joining("; "));
  }
}
