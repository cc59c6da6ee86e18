package io.hipaaoperator.encryption;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.external.Convergence.Outside;
import java.util.List;
import java.util.Map;

/** A key in AWS, and what is declared of it. */
record KeyOutside(Kms kms, DeclaredKey declared) implements Outside<ObservedKey, KeyWrite> {

  @Override
  public String kind() {
    return "KmsKey";
  }

  @Override
  public String name() {
    return declared.spec().alias();
  }

  /** Reads what there is to know of a key that was found. */
  ObservedKey read(Key key) {
    return ObservedKey.read(kms, key, declared.spec().alias());
  }

  @Override
  public ObservedKey again(ObservedKey before) {
    Key key = before.key();
    return read(kms.describe(key.arn()) instanceof Answer.Known<Key>(Key known) ? known : key);
  }

  @Override
  public List<Setting<KeyWrite>> settings(ObservedKey seen, Map<String, String> applied) {
    return KeySettings.of(declared, seen, applied);
  }

  @Override
  public Answer<?> write(ObservedKey seen, KeyWrite change) {
    return change.to(seen.key().arn(), kms);
  }
}
