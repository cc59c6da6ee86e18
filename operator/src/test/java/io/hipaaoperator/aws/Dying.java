package io.hipaaoperator.aws;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Ports whose caller is killed before or after its n-th call, whichever of them it calls. */
public final class Dying {
  private final Moment moment;
  private final Set<String> ignored;
  private int left;

  /**
   * The end comes at this call.
   *
   * @param ignored names of calls that do not count
   */
  public Dying(int call, Moment moment, String... ignored) {
    this.left = call;
    this.moment = moment;
    this.ignored = Set.of(ignored);
  }

  /** The end of the operator; nothing catches it. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Where in a call the end comes. */
  public enum Moment {
    BEFORE,
    AFTER
  }

  /** This port, until the end. */
  public <T> T of(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(), new Class<?>[] {port}, (_, m, a) -> call(real, m, a)));
  }

  private Object call(Object real, Method method, Object[] arguments) throws Throwable {
    boolean last = !ignored.contains(method.getName()) && --left == 0;
    if (last && moment == Moment.BEFORE) {
      throw new Killed();
    }
    Object answer = invoke(real, method, arguments);
    if (last) {
      throw new Killed();
    }
    return answer;
  }

  /** What the port answers to a call. */
  public static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
