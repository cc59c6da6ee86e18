package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Actions that IAM does not simulate together are asked about in the groups that it takes. */
class ActionGroupsTest {
  private static final List<String> ALL = List.of("s3:A", "s3:B", "s3:C", "iam:D", "sts:E");
  private static final List<Set<String>> KINDS =
      List.of(Set.of("s3:A", "s3:C"), Set.of("s3:B", "iam:D"), Set.of("sts:E"));

  private final ActionGroups groups = new ActionGroups();
  private final List<List<String>> asked = new ArrayList<>();

  /** As AWS puts it, naming two groups at a time. */
  @Test
  void theGroupsThatIamNamesAreAskedAbout() {
    assertThat(answered(groups.ask(ALL, this::naming))).containsExactlyInAnyOrderElementsOf(ALL);
    assertThat(asked)
        .containsExactly(
            ALL,
            List.of("s3:A", "s3:C"),
            List.of("s3:B", "iam:D", "sts:E"),
            List.of("s3:B", "iam:D"),
            List.of("sts:E"));
  }

  @Test
  void theNextRoleIsAskedAboutInTheseGroupsAtOnce() {
    answered(groups.ask(ALL, this::naming));
    asked.clear();

    assertThat(answered(groups.ask(ALL, this::naming))).hasSameSizeAs(ALL);
    assertThat(asked)
        .containsExactly(List.of("s3:A", "s3:C"), List.of("s3:B", "iam:D"), List.of("sts:E"));
  }

  /** Other words, or a group too few: halves are asked about until IAM takes them. */
  @Test
  void whereNoGroupsAreNamedHalvesAreTried() {
    assertThat(answered(groups.ask(ALL, this::mumbling))).containsExactlyElementsOf(ALL);
    assertThat(ActionGroups.apart(ALL, "[s3:A] and [s3:B] " + WORDS))
        .containsExactly(List.of("s3:A", "s3:B"), List.of("s3:C", "iam:D", "sts:E"));
  }

  /** Nothing is concluded from a part. */
  @Test
  void oneThatIsRefusedForAnotherReasonCountsForAll() {
    Answer<List<String>> answer =
        groups.ask(
            ALL,
            some ->
                some.equals(List.of("sts:E"))
                    ? new Answer.Refused<>("AccessDenied", "no")
                    : naming(some));

    assertThat(answer).isEqualTo(new Answer.Refused<>("AccessDenied", "no"));
  }

  @Test
  void anActionThatIsRefusedAloneIsRefused() {
    assertThat(groups.<String>ask(List.of("s3:A"), _ -> refused("[s3:A] ")))
        .isInstanceOf(Answer.Refused.class);
  }

  private static final String WORDS = "require different authorization information.";

  private Answer<List<String>> naming(List<String> actions) {
    return asked(
        actions,
        kinds ->
            "iam:SimulatePrincipalPolicy: Invalid Input Actions: [%s] and [%s] "
                .formatted(
                    String.join(",", kinds.getFirst()),
                    kinds.stream().skip(1).flatMap(List::stream).collect(Collectors.joining(","))));
  }

  private Answer<List<String>> mumbling(List<String> actions) {
    return asked(actions, _ -> "these ");
  }

  private Answer<List<String>> asked(
      List<String> actions, Function<List<List<String>>, String> naming) {
    asked.add(actions);
    List<List<String>> kinds =
        KINDS.stream()
            .map(kind -> actions.stream().filter(kind::contains).toList())
            .filter(kind -> !kind.isEmpty())
            .toList();
    return kinds.size() > 1 ? refused(naming.apply(kinds)) : Answer.known(actions);
  }

  private static Answer<List<String>> refused(String words) {
    return new Answer.Refused<>("InvalidInput", words + WORDS);
  }

  private static List<String> answered(Answer<List<String>> answer) {
    return answer.answered().stream().flatMap(List::stream).toList();
  }
}
