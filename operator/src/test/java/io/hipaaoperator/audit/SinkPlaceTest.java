package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.audit.SinkChildren.SinkPlace;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.children.ChildPass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When logs may be led to a log group. */
class SinkPlaceTest {
  private final KeptSinks kept = new KeptSinks();
  private final List<SinkPlace> places = new ArrayList<>();
  private final AuditSink sink = kept.declare(KeptSinks.WITH_KEY);

  SinkPlaceTest() {
    kept.children =
        (_, _, place) -> {
          places.add(place);
          return ChildPass.NONE;
        };
  }

  @Test
  void onceTheGroupIsAsDeclared() {
    kept.pass(sink);

    assertThat(places).containsExactly(new SinkPlace("us-east-1", KeptSinks.GROUP, true));
  }

  /** What comes before identifiers are masked is never masked. */
  @Test
  void notWhileSomethingThatProtectsThemIsMissing() {
    kept.logs.failing.put("putDataProtection", KeptSinks.DENIED);
    kept.pass(sink);
    kept.logs.failing.clear();
    kept.logs.failing.put("dataProtection", KeptSinks.THROTTLED);
    kept.pass(sink);

    assertThat(places).extracting(SinkPlace::admits).containsExactly(false, false);
  }

  @Test
  void whileAwsIsAwayTheyStayWhereTheyWere() {
    kept.pass(sink);
    kept.aws = () -> new Answer.Unreachable<>("no way there");
    kept.pass(sink);

    assertThat(places.getLast()).isEqualTo(new SinkPlace("us-east-1", KeptSinks.GROUP, false));
  }

  @Test
  void neverToAGroupOfSomebodyElse() {
    AuditSink younger = kept.declare(KeptSinks.WITH_KEY);
    kept.pass(sink);
    places.clear();
    kept.pass(younger);

    assertThat(places).isEmpty();
  }
}
