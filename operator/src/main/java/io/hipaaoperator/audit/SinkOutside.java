package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.external.Convergence.Outside;
import java.util.List;
import java.util.Map;

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
    return ObservedSink.read(services, declared)
            instanceof Answer.Known<ObservedSink>(ObservedSink now)
        ? now
        : before;
  }

  @Override
  public List<Setting<SinkWrite>> settings(ObservedSink seen, Map<String, String> applied) {
    return SinkSettings.of(declared, seen);
  }

  @Override
  public Answer<?> write(ObservedSink seen, SinkWrite change) {
    Answer<?> answer = change.to(services, name());
    return answer instanceof Answer.Refused<?>(String code, String message) && needsKey(change)
        ? new Answer.Refused<>(code, message + hint())
        : answer;
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
