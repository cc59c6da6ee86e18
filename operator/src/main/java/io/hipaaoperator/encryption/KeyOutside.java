package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.aws.Kms.Rotation;
import io.hipaaoperator.aws.Tags;
import io.hipaaoperator.aws.Tags.Thing;
import io.hipaaoperator.aws.WaysOut;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.external.Convergence.Outside;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A key in AWS, and what is declared of it.
 *
 * @param before what is known of it so far
 */
record KeyOutside(
    Kms kms, Tags tags, WaysOut ways, DeclaredKey declared, EncryptionKeyStatus before, Instant now)
    implements Outside<ObservedKey, KeyWrite> {

  @Override
  public String kind() {
    return "KmsKey";
  }

  @Override
  public String name() {
    return declared.spec().alias();
  }

  /** Reads what there is to know of a key that was found. */
  ObservedKey read(Key key, Answer<Key> aliased) {
    Answer<Rotation> rotation = kms.rotation(key.arn());
    return new ObservedKey(
        key,
        aliased,
        tags.of(new Thing(key.arn(), key.id(), declared.tags().all()), () -> kms.tags(key.arn())),
        kms.policy(key.arn()),
        rotation,
        rotation.then(is -> new PastRotations(kms, key.arn()).after(before, is, now)),
        ways.grants(key.arn()));
  }

  @Override
  public ObservedKey again(ObservedKey seen) {
    Key key = seen.key();
    return read(
        kms.describe(key.arn()) instanceof Answer.Known<Key>(Key known) ? known : key,
        kms.describe(declared.spec().alias()));
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
