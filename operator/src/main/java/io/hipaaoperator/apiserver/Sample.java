package io.hipaaoperator.apiserver;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of metrics.
 *
 * @param name name of the metric
 * @param labels its labels
 * @param value its value
 * @see <a
 *     href="https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format">Text
 *     format</a>
 */
record Sample(String name, Map<String, String> labels, double value) {
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})?\\s+(\\S+)(?:\\s+-?\\d+)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

  Sample {
    labels = Map.copyOf(labels);
  }

  /** What a line says; empty where it is a comment, or none that is known. */
  static Optional<Sample> of(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches()
        ? number(parts.group(3))
            .map(value -> new Sample(parts.group(1), labels(parts.group(2)), value))
        : Optional.empty();
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    if (text != null) {
      Matcher label = LABEL.matcher(text);
      while (label.find()) {
        labels.put(label.group(1), unescaped(label.group(2)));
      }
    }
    return labels;
  }

  private static String unescaped(String value) {
    return ESCAPED
        .matcher(value)
        .replaceAll(
            escaped ->
                Matcher.quoteReplacement(escaped.group(1).equals("n") ? "\n" : escaped.group(1)));
  }

  /** A label's value; the empty one where it is absent, which is the same to Prometheus. */
  String label(String label) {
    return labels.getOrDefault(label, "");
  }

  /** Whether a label has this value. */
  boolean has(String label, String wanted) {
    return label(label).equals(wanted);
  }
}
