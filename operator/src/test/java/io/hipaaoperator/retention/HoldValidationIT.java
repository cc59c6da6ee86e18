package io.hipaaoperator.retention;

import static io.hipaaoperator.retention.TestHold.MORE;
import static io.hipaaoperator.retention.TestHold.RELEASE;
import static io.hipaaoperator.retention.TestHold.SPEC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API server lets nothing become free but by a release. */
@ExtendWith(ClusterExtension.class)
record HoldValidationIT(TestCluster cluster, TestNamespace namespace) {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: records}|{name: other}|databases can only be added",
        "4711-0815|4711-0817|subjects can only be added",
        "[id]|[patient_id]|subjects can only be added",
        "public|clinic|subjects can only be added",
        "counsel@clinic|somebody@clinic|matter, issuer and since stay",
        "Smith v. Clinic|Jones v. Clinic|matter, issuer and since stay",
        "2026-11-01|2026-11-02|matter, issuer and since stay",
      })
  void whatIsHeldIsNotNarrowed(String from, String to, String words) {
    hold().declare(SPEC);

    var failure = refusal(() -> hold().declare(SPEC.replace(from, to)));

    assertThat(failure.getCode()).isEqualTo(422);
    assertThat(failure.getMessage()).contains(words);
  }

  @Test
  void moreMayBeHeld() {
    hold().declare(SPEC);

    hold().declare(SPEC.replace("{name: records}", "{name: records}, {name: archive}") + MORE);
    hold().declare(SPEC.replace("{name: records}", "{name: archive}, {name: records}") + MORE);
  }

  /** What the API server reckons for a comparison must let every hold be widened and released. */
  @Test
  void aHoldOfTheMostSubjectsCanBeWidenedAndReleased() {
    assertThat(refusal(() -> hold().declare(SPEC + more(500)))).hasMessageContaining("subjects");
    hold().declare(SPEC + more(498));

    hold().declare(SPEC + more(499));
    hold().declare(SPEC + more(499) + RELEASE);
  }

  private static String more(int subjects) {
    return IntStream.range(0, subjects)
        .mapToObj(number -> MORE.replace("4711-0816", "4711-" + number))
        .collect(Collectors.joining());
  }

  @Test
  void aReleaseIsTheEnd() {
    hold().declare(SPEC);
    hold().declare(SPEC + RELEASE);

    assertThat(refusal(() -> hold().declare(SPEC)))
        .hasMessageContaining("a released hold can't be changed any more");
    assertThat(refusal(() -> hold().declare(SPEC + MORE + RELEASE)))
        .hasMessageContaining("a released hold can't be changed any more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "release: {by: Counsel@clinic, reason: The case was settled, at: '2026-11-20'}|release.by"
            + " must be somebody else",
        "release: {by: judge@county, at: '2026-11-20'}|spec.release.reason",
        "release: {by: ' counsel@clinic', reason: The case was settled, at:"
            + " '2026-11-20'}|spec.release.by",
        "release: {by: judge@county, reason: The case was settled, at: tomorrow}|spec.release.at",
      })
  void aReleaseNeedsAReasonAndSomebodyElse(String release, String words) {
    assertThat(refusal(() -> hold().declare(SPEC + release + "\n"))).hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schema: public, table: visits|table: visits|both schema and table, or neither",
        "columns: [id]|columns: [id, day]|as many values as columns",
        "[{name: records}]|[{name: records}, {name: records}]|databases has each name once",
        "[{name: records}]|[]|spec.databases",
        "reason: Subpoena of the county court|reason: short|spec.reason",
        "columns: [id]|columns: ['id\"']|spec.subjects[0].columns[0]",
      })
  void badInputIsRefusedByItsField(String from, String to, String words) {
    assertThat(refusal(() -> hold().declare(SPEC.replace(from, to)))).hasMessageContaining(words);
  }

  private static final String BUCKETS =
      SPEC.replaceAll("(?s)databases:.*", "")
          + "buckets: [{bucket: clinic-scans, prefix: smith/}, {bucket: clinic-scans, keys:"
          + " [a]}]\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prefix: smith/|prefix: jones/|buckets can only be added",
        "keys: [a]|keys: [b]|buckets can only be added",
        "keys: [a]|keys: [a, b]|buckets can only be added",
        "prefix: smith/|prefix: smith/, keys: [a]|a prefix or keys, not both",
        "prefix: smith/|prefix: ''|spec.buckets[0].prefix",
        "keys: [a]|keys: []|spec.buckets[1].keys",
        "bucket: clinic-scans, prefix|bucket: Clinic, prefix|spec.buckets[0].bucket",
        "buckets|databases: [{name: records}]~buckets|databases and subjects, or buckets",
      })
  void whatIsHeldInBucketsIsNotNarrowed(String from, String to, String words) {
    hold().declare(BUCKETS);

    var failure = refusal(() -> hold().declare(BUCKETS.replace(from, to.replace("~", "\n"))));

    assertThat(failure.getMessage()).contains(words);
  }

  @Test
  void bucketsAndDatabasesMayBeAdded() {
    hold().declare(BUCKETS);
    hold().declare(BUCKETS.replace("keys: [a]}", "keys: [a]}, {bucket: another}"));
    hold()
        .declare(
            SPEC
                + BUCKETS
                    .substring(BUCKETS.indexOf("buckets"))
                    .replace("[a]}", "[a]}, {bucket: another}"));
    assertThat(refusal(() -> hold().declare(SPEC)))
        .hasMessageContaining("buckets can only be added");
    assertThat(refusal(() -> hold().declare(BUCKETS)))
        .hasMessageContaining("databases can only be added");
  }

  private TestHold hold() {
    return new TestHold(cluster, namespace);
  }

  private static KubernetesClientException refusal(Runnable write) {
    var failure = catchThrowableOfType(KubernetesClientException.class, write::run);
    assertThat(failure).as("refused").isNotNull();
    return failure;
  }
}
