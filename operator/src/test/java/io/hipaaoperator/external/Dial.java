package io.hipaaoperator.external;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A thing outside with one setting, which is to be on. */
final class Dial implements Convergence.Outside<String, String> {
  static final String POWER = "power";
  static final String ON = Setting.digest("on");

  String real;

  /** Whether a look shows what was before the write. */
  boolean lags;

  /** What is answered to every write instead of making it. */
  Optional<Answer<?>> failure = Optional.empty();

  /** Whether only a person may turn it. */
  boolean locked;

  Dial(String real) {
    this.real = real;
  }

  @Override
  public String kind() {
    return "Dial";
  }

  @Override
  public String name() {
    return "kitchen";
  }

  @Override
  public String again(String before) {
    return lags ? before : real;
  }

  @Override
  public List<Setting<String>> settings(String seen, Map<String, String> applied) {
    return List.of(
        new Setting<>(
            FieldPath.ROOT.child(POWER),
            ON,
            new Fact.Known<>(
                seen.equals("on")
                    ? Optional.empty()
                    : Optional.of(Deviation.changed("on", seen, true))),
            locked
                ? new Remedy.Person<>("Locked", "somebody has to unlock it")
                : new Remedy.Write<>("on")));
  }

  @Override
  public Answer<?> write(String seen, String change) {
    if (failure.isPresent()) {
      return failure.get();
    }
    real = change;
    return Answer.known(change);
  }
}
