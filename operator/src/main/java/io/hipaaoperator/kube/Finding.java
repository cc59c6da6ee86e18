package io.hipaaoperator.kube;

import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.JsonReader.Forbidden;
import io.hipaaoperator.kube.JsonReader.NotRead;
import java.util.List;
import java.util.function.Supplier;

/**
 * What one look at the server found.
 *
 * @param all what is there, or why that is not known
 * @param lasting whether the next look will find the same unless somebody does something
 * @param <T> what is looked for
 */
public record Finding<T>(Fact<List<T>> all, boolean lasting) {

  /**
   * Of a look; no exception.
   *
   * @param what is looked for, for people
   */
  static <T> Finding<T> of(String what, Supplier<List<T>> look) {
    try {
      return new Finding<>(new Fact.Known<>(look.get()), true);
    } catch (NotRead e) {
      return new Finding<>(unread(what, e.why()), e instanceof Forbidden);
    } catch (RuntimeException e) {
      return new Finding<>(unread(what, cause(e).getClass().getSimpleName()), false);
    }
  }

  private static <T> Fact<List<T>> unread(String what, String why) {
    return new Fact.Unreachable<>(what + " not read: " + why);
  }

  private static Throwable cause(Throwable failure) {
    return failure.getCause() == null ? failure : cause(failure.getCause());
  }
}
