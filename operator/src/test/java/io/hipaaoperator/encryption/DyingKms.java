package io.hipaaoperator.encryption;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Dying;
import io.hipaaoperator.aws.Dying.Moment;
import io.hipaaoperator.aws.Kms;
import java.lang.reflect.Proxy;

/**
 * Keys whose caller is killed before or after its n-th call. Looking at the tags of other keys is
 * no call that matters: how many there are depends on the account.
 */
final class DyingKms {
  private DyingKms() {}

  /** A port that dies at this call. */
  static <T> T of(Class<T> port, T real, int call, Moment moment) {
    return new Dying(call, moment, "tags").of(port, real);
  }

  /** One that loses the answer to each creation, as a dropped connection does. */
  static Kms forgetful(Kms real) {
    return (Kms)
        Proxy.newProxyInstance(
            Kms.class.getClassLoader(),
            new Class<?>[] {Kms.class},
            (_, method, arguments) -> {
              Object answer = Dying.invoke(real, method, arguments);
              return method.getName().equals("create")
                  ? new Answer.Unreachable<>("connection reset")
                  : answer;
            });
  }
}
