package io.hipaaoperator.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A value of the chart that has a comment above its key.
 *
 * @param path JSON pointer, for example /image/tag
 * @param description the comment
 * @param defaultValue as in values.yaml
 */
record ChartValues(String path, String description, JsonNode defaultValue) {
  private static final Pattern KEY = Pattern.compile("( *)(\\w+):.*");
  private static final Pattern COMMENT = Pattern.compile(" *# (.*)");

  /** All of them, in the order of the file. */
  static List<ChartValues> parse(String text) {
    JsonNode defaults = Serialization.unmarshal(text, JsonNode.class);
    List<ChartValues> values = new ArrayList<>();
    List<String> comment = new ArrayList<>();
    String path = "";
    for (String line : text.split("\n", -1)) {
      Matcher words = COMMENT.matcher(line);
      if (words.matches()) {
        comment.add(words.group(1));
        continue;
      }
      Matcher key = KEY.matcher(line);
      if (key.matches()) {
        path = ancestor(path, key.group(1).length() / 2) + "/" + key.group(2);
        if (!comment.isEmpty()) {
          values.add(new ChartValues(path, String.join(" ", comment), defaults.at(path)));
        }
      }
      comment.clear();
    }
    return values;
  }

  private static String ancestor(String path, int depth) {
    return String.join("/", Stream.of(path.split("/", -1)).limit(depth + 1L).toList());
  }

  /** The key as one writes it after --set. */
  String key() {
    return path.substring(1).replace('/', '.');
  }

  /** Whether this describes the value at that pointer or what contains it. */
  boolean covers(String pointer) {
    return (pointer + "/").startsWith(path + "/");
  }
}
