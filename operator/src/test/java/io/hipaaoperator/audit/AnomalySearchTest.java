package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.aws.LogMetrics.Detector;
import io.hipaaoperator.aws.LogMetrics.NewDetector;
import io.hipaaoperator.aws.LogMetrics.Sensitivity;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is declared of anomaly detection against the detectors of a group. */
class AnomalySearchTest {
  private static final String KEY = "arn:aws:kms:us-east-1:1:key/a";
  private static final Sensitivity WANTED = new Sensitivity("FIFTEEN_MIN", "", 21);
  private static final Group GROUP =
      new Group(
          Declared.GROUP,
          "arn:aws:logs:us-east-1:1:log-group:/phi/clinic",
          "STANDARD",
          Optional.empty(),
          Optional.empty(),
          true,
          Optional.empty(),
          Instant.EPOCH);

  @Test
  void nothingIsDeclaredUnlessSomebodyDoes() {
    for (String more : List.of("", "anomalies: {enabled: false}")) {
      var part = new AnomalySearch(Declared.audit(more), GROUP, Answer.known(List.of()));
      assertThat(part.settings()).isEmpty();
      assertThat(part.with(Facts.none()).known(AuditFacts.DETECTORS)).isEmpty();
    }
  }

  @Test
  void whereThereIsNoneOneIsMade() {
    Setting<SinkWrite> setting = search(List.of());

    assertThat(deviation(setting).orElseThrow().weakens()).isTrue();
    assertThat(setting.remedy())
        .isEqualTo(
            new Remedy.Write<>(
                new DetectorWrite.Create(
                    new NewDetector(
                        "hipaa/clinic",
                        GROUP.arn(),
                        Optional.of(KEY),
                        WANTED,
                        sink().tags().all()))));
  }

  @Test
  void oneOfAnybodyWillDo() {
    assertThat(deviation(search(List.of(detector("b", "ANALYZING", WANTED))))).isEmpty();
    assertThat(
            deviation(
                search(
                    List.of(detector("a", "PAUSED", WANTED), detector("b", "TRAINING", WANTED)))))
        .isEmpty();
  }

  @Test
  void oneThatPausesIsDrift() {
    Setting<SinkWrite> setting = search(List.of(detector("a", "PAUSED", WANTED)));

    assertThat(deviation(setting))
        .contains(Deviation.changed("state: at work", "state: PAUSED", true));
    assertThat(setting.remedy())
        .isEqualTo(new Remedy.Write<>(new DetectorWrite.Update("a", WANTED)));
  }

  @Test
  void everyFieldIsSeen() {
    assertThat(found(new Sensitivity("ONE_HOUR", "", 21)))
        .isEqualTo(Deviation.changed("frequency: FIFTEEN_MIN", "frequency: ONE_HOUR", true));
    assertThat(found(new Sensitivity("ONE_MIN", "", 21)).weakens()).isFalse();
    assertThat(found(new Sensitivity("SOMETIMES", "", 21)).weakens()).isTrue();
    assertThat(found(new Sensitivity("FIFTEEN_MIN", "ERROR", 21)))
        .isEqualTo(Deviation.changed("pattern: ", "pattern: ERROR", true));
    assertThat(found(new Sensitivity("FIFTEEN_MIN", "", 7)).weakens()).isTrue();
    assertThat(found(new Sensitivity("FIFTEEN_MIN", "", 90)).weakens()).isFalse();
  }

  private static Deviation found(Sensitivity sensitivity) {
    return deviation(search(List.of(detector("a", "ANALYZING", sensitivity)))).orElseThrow();
  }

  @Test
  void oneThatFailedTakesAPerson() {
    assertThat(search(List.of(detector("a", "FAILED", WANTED))).remedy())
        .isInstanceOfSatisfying(
            Remedy.Person.class,
            person -> assertThat(person.reason()).isEqualTo("AnomalyDetectorFailed"));
    assertThat(deviation(search(List.of(detector("a", "DELETED", WANTED)))).orElseThrow().found())
        .isNull();
  }

  @Test
  void oneWithAnotherKeyTakesAPerson() {
    var other =
        new Detector("a", "", "ANALYZING", Optional.of("arn:aws:kms:us-east-1:1:key/b"), WANTED);

    Setting<SinkWrite> setting = part(List.of(other)).settings().getLast();

    assertThat(setting.name()).isEqualTo("anomalies.key");
    assertThat(deviation(setting).orElseThrow().weakens()).isTrue();
    assertThat(setting.remedy()).isInstanceOf(Remedy.Person.class);
  }

  @Test
  void whatItLacksIsNamed() {
    assertThat(provision(List.of()).complaint()).contains("an anomaly detector is not there");
    assertThat(provision(List.of(detector("a", "PAUSED", WANTED))).complaint())
        .contains("a is not as declared");
    assertThat(provision(List.of(detector("a", "ANALYZING", WANTED))).complaint()).isEmpty();
  }

  private static Provision provision(List<Detector> detectors) {
    return part(detectors).with(Facts.none()).known(AuditFacts.DETECTORS).getFirst();
  }

  @Test
  void whatCouldNotBeReadIsNoPass() {
    var part = new AnomalySearch(sink(), GROUP, new Answer.Unreachable<>("throttled by AWS"));

    assertThat(part.with(Facts.none()).get(AuditFacts.DETECTORS))
        .isInstanceOf(Fact.Unreachable.class);
    assertThat(part.settings()).allMatch(one -> one.seen() instanceof Fact.Unreachable);
  }

  private static Detector detector(String arn, String state, Sensitivity sensitivity) {
    return new Detector(arn, "", state, Optional.of(KEY), sensitivity);
  }

  private static Setting<SinkWrite> search(List<Detector> detectors) {
    return part(detectors).settings().getFirst();
  }

  private static AnomalySearch part(List<Detector> detectors) {
    return new AnomalySearch(sink(), GROUP, Answer.known(detectors));
  }

  private static DeclaredSink sink() {
    var declared = Declared.audit("anomalies: {}");
    return new DeclaredSink(
        declared.name(),
        declared.uid(),
        declared.spec(),
        Optional.of(new NamedKey("clinic", Optional.of(KEY), true)),
        Optional.empty(),
        declared.past(),
        declared.now());
  }

  private static Optional<Deviation> deviation(Setting<SinkWrite> setting) {
    return ((Fact.Known<Optional<Deviation>>) setting.seen()).value();
  }
}
