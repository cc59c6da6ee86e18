package io.hipaaoperator.network;

import static io.hipaaoperator.network.World.selector;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                             | true  | true
          {matchLabels: {app: db}}                                       | true  | false
          {matchLabels: {app: ''}}                                       | false | false
          {matchExpressions: [{key: app, operator: In, values: [x, db]}]} | true | false
          {matchExpressions: [{key: app, operator: NotIn, values: [x]}]} | true  | true
          {matchExpressions: [{key: app, operator: NotIn, values: [db]}]} | false | true
          {matchExpressions: [{key: app, operator: Exists}]}             | true  | false
          {matchExpressions: [{key: app, operator: DoesNotExist}]}       | false | true
          {matchExpressions: [{key: app, operator: In, values: []}]}     | false | false
          {matchExpressions: [{key: app, operator: NotIn}]}              | false | false
          {matchExpressions: [{key: app, operator: Exists, values: [x]}]} | false | false
          {matchExpressions: [{key: app, operator: in, values: [db]}]}   | false | false
          """)
  void matchesLabels(String selector, boolean onDb, boolean onNothing) {
    assertThat(Selectors.matches(selector(selector), Map.of("app", "db"))).isEqualTo(onDb);
    assertThat(Selectors.matches(selector(selector), null)).isEqualTo(onNothing);
  }

  /** On a small world, where all label sets can be tried, claims are held against matching. */
  @Test
  void coversAndDisjointAreTrueOnlyWhenEveryLabelSetAgrees() {
    Random random = new Random(7);
    int covered = 0;
    int disjoint = 0;
    for (int i = 0; i < 5_000; i++) {
      LabelSelector one = any(random);
      LabelSelector other = any(random);
      if (Selectors.covers(one, other)) {
        covered++;
        assertThat(everyLabelSet())
            .allMatch(
                labels -> !Selectors.matches(other, labels) || Selectors.matches(one, labels));
      }
      if (Selectors.disjoint(one, other)) {
        disjoint++;
        assertThat(everyLabelSet())
            .noneMatch(
                labels -> Selectors.matches(one, labels) && Selectors.matches(other, labels));
      }
    }
    assertThat(covered).isGreaterThan(200);
    assertThat(disjoint).isGreaterThan(200);
  }

  private static List<Map<String, String>> everyLabelSet() {
    List<Map<String, String>> sets = new ArrayList<>();
    for (String a : List.of("-", "1", "2", "3")) {
      for (String b : List.of("-", "1", "2", "3")) {
        Map<String, String> labels = new HashMap<>(Map.of("a", a, "b", b));
        labels.values().removeIf("-"::equals);
        sets.add(labels);
      }
    }
    return sets;
  }

  private static LabelSelector any(Random random) {
    var selector = new LabelSelectorBuilder();
    if (random.nextBoolean()) {
      selector.addToMatchLabels(key(random), value(random));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      selector.addToMatchExpressions(requirement(random));
    }
    return selector.build();
  }

  private static LabelSelectorRequirement requirement(Random random) {
    String operator = List.of("In", "NotIn", "Exists", "DoesNotExist").get(random.nextInt(4));
    List<String> values =
        operator.endsWith("In") ? List.of(value(random), value(random)) : List.of();
    return new LabelSelectorRequirement(key(random), operator, values);
  }

  private static String key(Random random) {
    return random.nextBoolean() ? "a" : "b";
  }

  private static String value(Random random) {
    return Integer.toString(1 + random.nextInt(3));
  }
}
