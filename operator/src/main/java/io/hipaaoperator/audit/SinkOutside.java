package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.external.Convergence.Outside;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log group in AWS and what belongs to it, and what is declared of them. */
record SinkOutside(Services services, DeclaredSink declared)
    implements Outside<ObservedSink, SinkWrite> {

  @Override
  public String kind() {
    return "LogGroup";
  }

  @Override
  public String name() {
    return declared.group();
  }

  @Override
  public ObservedSink again(ObservedSink before) {
    return services.logs().groups().find(declared.group())
            instanceof Answer.Known<Optional<Group>>(Optional<Group> now)
        ? ObservedSink.read(services, declared, now)
        : before;
  }

  @Override
  public boolean isMade(ObservedSink before, ObservedSink now) {
    return before.group().isEmpty() && now.group().isPresent();
  }

  @Override
  public List<Setting<SinkWrite>> settings(ObservedSink seen, Map<String, String> applied) {
    return SinkSettings.of(declared, seen);
  }

  @Override
  public Answer<?> write(ObservedSink seen, SinkWrite change) {
    Answer<?> same = unchanged(seen);
    Answer<?> answer = same instanceof Answer.Known<?> ? change.to(services, name()) : same;
    return answer instanceof Answer.Refused<?>(String code, String message) && needsKey(change)
        ? new Answer.Refused<>(code, message + hint())
        : answer;
  }

  /** What was seen may be a while old: nothing is written to a group that was made since. */
  private Answer<?> unchanged(ObservedSink seen) {
    return seen.group()
        .<Answer<?>>map(
            group ->
                services.logs().groups().asOfNow().find(name()).then(now -> unchanged(group, now)))
        .orElse(Answer.known(seen));
  }

  private static Answer<Group> unchanged(Group seen, Optional<Group> now) {
    return now.map(Group::created).equals(Optional.of(seen.created()))
        ? Answer.known(seen)
        : new Answer.Refused<>("LogGroupGone", "the log group is another one than a moment ago");
  }

  private boolean needsKey(SinkWrite change) {
    return declared.key().isPresent()
        && (change instanceof GroupWrite.Create || change instanceof GroupWrite.Encrypt);
  }

  /** AWS says the same of a key that is not there and of one that it may not use. */
  private String hint() {
    return "; spec.principals.logs of EncryptionKey "
        + declared.spec().logGroup().key().orElseThrow()
        + " must name the log group "
        + name();
  }
}
