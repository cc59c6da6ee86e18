package io.hipaaoperator.control;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** All that was read for one evaluation. Immutable; a kind that nobody read is unreachable. */
public final class Facts {
  private static final Facts NONE = new Facts(new IdentityHashMap<>());

  private final Map<FactKind<?>, Fact<?>> byKind;

  private Facts(Map<FactKind<?>, Fact<?>> byKind) {
    this.byKind = byKind;
  }

  /** Nothing read. */
  public static Facts none() {
    return NONE;
  }

  /** These facts and one more, replacing an older one of its kind. */
  public <T> Facts with(FactKind<T> kind, Fact<T> fact) {
    var copy = new IdentityHashMap<>(byKind);
    copy.put(kind, fact);
    return new Facts(copy);
  }

  /** These facts and a value that was read. */
  public <T> Facts with(FactKind<T> kind, T value) {
    return with(kind, new Fact.Known<>(value));
  }

  /** The fact of a kind. */
  @SuppressWarnings("unchecked") // with() only pairs a kind with a fact of its type
  public <T> Fact<T> get(FactKind<T> kind) {
    Fact<?> fact = byKind.get(kind);
    return fact == null ? new Fact.Unreachable<>(kind + " not read") : (Fact<T>) fact;
  }

  /** Why those of these kinds that could not be read could not. */
  public List<String> missing(List<FactKind<?>> kinds) {
    return kinds.stream()
        .map(this::get)
        .filter(Fact.Unreachable.class::isInstance)
        .map(fact -> ((Fact.Unreachable<?>) fact).why())
        .distinct()
        .toList();
  }

  /**
   * The value of a kind that a control declared in {@link Control#reads()}.
   *
   * @throws IllegalStateException when it is unreachable: the control forgot to declare it
   */
  public <T> T known(FactKind<T> kind) {
    return switch (get(kind)) {
      case Fact.Known<T>(T value) -> value;
      case Fact.Unreachable<T>(String why, _) -> throw new IllegalStateException(why);
    };
  }
}
