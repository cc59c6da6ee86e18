package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.WaysOut.Way;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Remedy;
import io.hipaaoperator.external.UndeclaredWays;
import java.util.List;

/**
 * Where a log group's events are sent as they come.
 *
 * @param found what AWS says; of a group that nothing is said of, nothing
 */
record Subscriptions(DeclaredSink declared, Answer<List<Way>> found) implements SinkPart {
  private static final FieldPath SUBSCRIPTIONS = FieldPath.ROOT.child("subscriptions");

  @Override
  public List<Setting<SinkWrite>> settings() {
    List<String> known = declared.spec().logGroup().subscribers();
    return declared.spec().boundsSubscribers()
        ? List.of(
            UndeclaredWays.setting(
                SUBSCRIPTIONS,
                known,
                found,
                way -> known.contains(way.to()),
                new Remedy.Person<>(
                    "SubscriptionNotDeclared",
                    "delete it, or declare where events are sent in spec.logGroup.subscribers")))
        : List.of();
  }

  @Override
  public Facts with(Facts facts) {
    return facts;
  }
}
