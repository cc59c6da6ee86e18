package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.LogGroups;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.external.Convergence.Outside;
import java.util.List;
import java.util.Map;

/** A log group in AWS, and what is declared of it. */
record SinkOutside(LogGroups groups, DeclaredSink declared)
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
    return ObservedSink.read(groups, name()) instanceof Answer.Known<ObservedSink>(ObservedSink now)
        ? now
        : before;
  }

  @Override
  public List<Setting<SinkWrite>> settings(ObservedSink seen, Map<String, String> applied) {
    return SinkSettings.of(declared, seen);
  }

  @Override
  public Answer<?> write(ObservedSink seen, SinkWrite change) {
    Answer<Done> answer = change.to(groups, name());
    return answer instanceof Answer.Refused<Done>(String code, String message) && needsKey(change)
        ? new Answer.Refused<>(code, message + hint())
        : answer;
  }

  private boolean needsKey(SinkWrite change) {
    return declared.key().isPresent()
        && (change instanceof SinkWrite.Create || change instanceof SinkWrite.Encrypt);
  }

  /** AWS says the same of a key that is not there and of one that it may not use. */
  private String hint() {
    return "; spec.principals.logs of EncryptionKey "
        + declared.spec().logGroup().key().orElseThrow()
        + " must name the log group "
        + name();
  }
}
