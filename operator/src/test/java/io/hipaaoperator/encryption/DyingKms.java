package io.hipaaoperator.encryption;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Kms;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A port whose caller is killed before or after its n-th call. Looking at the tags of other keys is
 * no call that matters: how many there are depends on the account.
 */
final class DyingKms {
  /** The end of the operator; nothing catches it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Where in a call the end comes. */
  enum Moment {
    BEFORE,
    AFTER
  }

  private final Object real;
  private final Moment moment;
  private int left;

  private DyingKms(Object real, int calls, Moment moment) {
    this.real = real;
    this.left = calls;
    this.moment = moment;
  }

  /** One that dies at this call. */
  static <T> T of(Class<T> port, T real, int call, Moment moment) {
    var dying = new DyingKms(real, call, moment);
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(), new Class<?>[] {port}, (_, m, a) -> dying.call(m, a)));
  }

  /** One that loses the answer to each creation, as a dropped connection does. */
  static Kms forgetful(Kms real) {
    return (Kms)
        Proxy.newProxyInstance(
            Kms.class.getClassLoader(),
            new Class<?>[] {Kms.class},
            (_, method, arguments) -> {
              Object answer = invoke(real, method, arguments);
              return method.getName().equals("create")
                  ? new Answer.Unreachable<>("connection reset")
                  : answer;
            });
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    boolean last = !method.getName().equals("tags") && --left == 0;
    if (last && moment == Moment.BEFORE) {
      throw new Killed();
    }
    Object answer = invoke(real, method, arguments);
    if (last) {
      throw new Killed();
    }
    return answer;
  }

  private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
