package io.hipaaoperator.encryption;

import io.hipaaoperator.aws.Kms;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A KMS whose reads lag behind its writes, as those of AWS may: they show what it last caught. */
final class LaggingKms {
  private static final Set<String> READS =
      Set.of("keys", "tags", "policy", "rotation", "rotations");

  private final MemoryKms real;
  private MemoryKms shown;

  LaggingKms(MemoryKms real) {
    this.real = real;
    this.shown = real.copy();
  }

  /** From now on reads show what was written until now. */
  void catchUp() {
    shown = real.copy();
  }

  Kms calls() {
    return (Kms)
        Proxy.newProxyInstance(
            Kms.class.getClassLoader(),
            new Class<?>[] {Kms.class},
            (_, method, arguments) -> call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(isRead(method) ? shown : real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** To describe a key is a read, to give it a description is none. */
  private static boolean isRead(Method method) {
    return READS.contains(method.getName())
        || method.getName().equals("describe") && method.getParameterCount() == 1;
  }
}
