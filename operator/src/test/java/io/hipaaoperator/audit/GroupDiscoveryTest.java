package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkSpec;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.aws.Answer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which log group a sink is about that says only how to find it. */
class GroupDiscoveryTest {
  private static final String CHAT = "/aws/lambda/clinic-chat";
  private static final String MAIL = "/aws/lambda/clinic-mail";

  private final KeptSinks kept = new KeptSinks();
  private final AuditSink sink = kept.declare(spec("discover: {prefix: /aws/lambda/clinic-}"));

  @BeforeEach
  void somethingElseIsThere() {
    foreign("/aws/lambda/billing");
  }

  @Test
  void theOnlyOneThatMatchesIsTaken() {
    foreign(CHAT);

    AuditSinkStatus status = kept.pass(sink);

    assertThat(status.logGroup()).isEqualTo(CHAT);
    assertThat(days(CHAT)).contains(90);
    assertThat(days("/aws/lambda/billing")).contains(30);
    assertThat(status.conditions()).noneMatch(c -> c.getType().equals("TargetAmbiguous"));
  }

  @Test
  void ofSeveralNoneIsTouchedAndEachIsNamed() {
    foreign(CHAT);
    foreign(MAIL);

    AuditSinkStatus status = kept.pass(sink);

    assertThat(kept.logs.writes).isEmpty();
    assertThat(status.logGroup()).isNull();
    assertThat(KeptSinks.ready(status).getReason()).isEqualTo("TargetAmbiguous");
    assertThat(KeptSinks.condition(status, "TargetAmbiguous").getMessage())
        .contains("matches 2 log groups", CHAT, MAIL, "spec.logGroup.name says which");
    assertThat(KeptSinks.condition(status, "Stalled").getStatus()).isEqualTo("True");
    assertThat(KeptSinks.condition(status, "Compliant").getStatus()).isEqualTo("Unknown");
  }

  @Test
  void theNameSaysWhichItIs() {
    foreign(CHAT);
    foreign(MAIL);
    kept.pass(sink);

    sink.setSpec(spec("name: " + MAIL));
    AuditSinkStatus status = kept.pass(sink);

    assertThat(status.logGroup()).isEqualTo(MAIL);
    assertThat(days(MAIL)).contains(90);
    assertThat(days(CHAT)).contains(30);
    assertThat(status.conditions()).noneMatch(c -> c.getType().equals("TargetAmbiguous"));
  }

  @Test
  void whereNoneMatchesNoneIsMade() {
    AuditSinkStatus status = kept.pass(sink);

    assertThat(kept.logs.writes).isEmpty();
    assertThat(KeptSinks.ready(status).getReason()).isEqualTo("TargetNotFound");
    assertThat(KeptSinks.ready(status).getMessage()).contains("/aws/lambda/clinic-* matches no");
  }

  @Test
  void whatWasFoundFirstStaysTheOneAndTheOtherIsSaid() {
    foreign(MAIL);
    kept.pass(sink);
    foreign(CHAT);

    AuditSinkStatus status = kept.pass(sink);

    assertThat(status.logGroup()).isEqualTo(MAIL);
    assertThat(days(CHAT)).contains(30);
    assertThat(KeptSinks.ready(status).getStatus()).isEqualTo("True");
    assertThat(KeptSinks.condition(status, "TargetAmbiguous").getMessage())
        .contains(CHAT, MAIL + " was found first");
  }

  /** The other may be anybody's; and a group in its place would be one that nobody writes to. */
  @Test
  void whatIsGoneIsNeitherReplacedNorMadeAgain() {
    foreign(MAIL);
    kept.pass(sink);
    kept.logs.groups.clear();
    foreign(CHAT);
    kept.logs.writes.clear();

    AuditSinkStatus status = kept.pass(sink);

    assertThat(kept.logs.writes).isEmpty();
    assertThat(status.logGroup()).isEqualTo(MAIL);
    assertThat(KeptSinks.ready(status).getMessage()).contains("no longer matches " + MAIL);
  }

  @Test
  void aTagTellsThemApart() {
    foreign(CHAT);
    foreign(MAIL);
    kept.logs.tag("arn:aws:logs:us-east-1:1:log-group:" + MAIL, Map.of("team", "clinic"));
    sink.setSpec(spec("discover: {prefix: /aws/lambda/clinic-, tag: {key: team, value: clinic}}"));

    assertThat(kept.pass(sink).logGroup()).isEqualTo(MAIL);
  }

  private static final String ARN = "arn:aws:logs:us-east-1:1:log-group:";
  private static final String TAG = "discover: {tag: {key: team, value: clinic}}";

  @Test
  void aTagAloneFindsAGroupOfAnyName() {
    foreign(CHAT);
    foreign(MAIL);
    kept.logs.tag(ARN + MAIL, Map.of("team", "clinic"));
    sink.setSpec(spec(TAG));

    AuditSinkStatus status = kept.pass(sink);

    assertThat(status.logGroup()).isEqualTo(MAIL);
    assertThat(days(MAIL)).contains(90);
    assertThat(days(CHAT)).contains(30);
    assertThat(kept.index.asked).hasSize(1);
  }

  @Test
  void ofSeveralWithTheTagNoneIsTouched() {
    foreign(CHAT);
    foreign(MAIL);
    kept.logs.tag(ARN + CHAT, Map.of("team", "clinic"));
    kept.logs.tag(ARN + MAIL, Map.of("team", "clinic"));
    kept.logs.writes.clear();
    sink.setSpec(spec(TAG));

    assertThat(KeptSinks.ready(kept.pass(sink)).getReason()).isEqualTo("TargetAmbiguous");
    assertThat(kept.logs.writes).isEmpty();
  }

  /** It might be any; the tag of the group says whose it becomes. */
  @Test
  void whoLooksForATagInVainIsInNobodysWay() {
    sink.setSpec(spec(TAG));
    kept.pass(sink);
    AuditSink younger = kept.declare(spec("name: " + MAIL));

    assertThat(KeptSinks.ready(kept.pass(younger)).getReason()).isEqualTo("Converged");

    kept.logs.tag(ARN + MAIL, Map.of("team", "clinic"));
    kept.later(KeptSinks.SHARED);
    assertThat(KeptSinks.ready(kept.pass(sink)).getStatus()).isEqualTo("False");
    assertThat(KeptSinks.ready(kept.pass(younger)).getReason()).isEqualTo("Converged");
  }

  /** It may show a group that is gone, or one that has lost the tag. */
  @Test
  void theWordOfTheIndexAloneIsNotTaken() {
    foreign(CHAT);
    foreign(MAIL);
    kept.logs.tag(ARN + CHAT, Map.of("team", "clinic"));
    kept.logs.tag(ARN + MAIL, Map.of("team", "clinic"));
    kept.index.stop();
    kept.logs.tag(ARN + CHAT, Map.of("team", "lab"));
    kept.logs.groups.remove(MAIL);
    kept.logs.writes.clear();
    sink.setSpec(spec(TAG));

    AuditSinkStatus status = kept.pass(sink);

    assertThat(KeptSinks.ready(status).getReason()).isEqualTo("TargetNotFound");
    assertThat(KeptSinks.ready(status).getMessage()).contains("* with tag team=clinic matches no");
    assertThat(kept.logs.writes).isEmpty();
  }

  /** What was found stays the one while the index does not show it. */
  @Test
  void anIndexThatLosesAGroupLosesNothing() {
    foreign(MAIL);
    kept.logs.tag(ARN + MAIL, Map.of("team", "clinic"));
    sink.setSpec(spec(TAG));
    kept.pass(sink);
    kept.index.failing = Optional.of(Answer.known(Map.of()));

    AuditSinkStatus status = kept.pass(sink);

    assertThat(status.logGroup()).isEqualTo(MAIL);
    assertThat(KeptSinks.ready(status).getReason()).isEqualTo("Converged");
  }

  @Test
  void whereTheIndexIsRefusedNothingIsKnownAndThatIsSaid() {
    foreign(MAIL);
    kept.logs.tag(ARN + MAIL, Map.of("team", "clinic"));
    kept.logs.writes.clear();
    kept.index.failing = Optional.of(new Answer.Refused<>("AccessDeniedException", "no"));
    sink.setSpec(spec(TAG));

    AuditSinkStatus status = kept.pass(sink);

    assertThat(KeptSinks.ready(status).getReason()).isEqualTo("AwsRefused");
    assertThat(KeptSinks.condition(status, "Compliant").getStatus()).isEqualTo("Unknown");
    assertThat(kept.logs.writes).isEmpty();
  }

  /** One whose tags are not known may be another that matches. */
  @Test
  void whatCanNotBeReadIsNotKnown() {
    foreign(CHAT);
    kept.logs.failing.put("tags", KeptSinks.THROTTLED);
    sink.setSpec(spec("discover: {prefix: /aws/lambda/clinic-, tag: {key: team, value: clinic}}"));

    assertThat(KeptSinks.ready(kept.pass(sink)).getReason()).isEqualTo("AwsUnreachable");
    kept.logs.failing.put("list", KeptSinks.DENIED);
    assertThat(KeptSinks.ready(kept.pass(sink)).getReason()).isEqualTo("AwsRefused");
    assertThat(kept.logs.writes).isEmpty();
  }

  private Optional<Integer> days(String name) {
    return Objects.requireNonNull(kept.logs.groups.get(name), name).retentionDays();
  }

  /** One that somebody else made, and that keeps events for a month. */
  private void foreign(String name) {
    kept.logs.foreign(name);
    kept.logs.keep(name, 30);
  }

  private static AuditSinkSpec spec(String group) {
    return Serialization.unmarshal(
        "class: operational\nlogGroup: {adopt: true, %s}".formatted(group), AuditSinkSpec.class);
  }
}
