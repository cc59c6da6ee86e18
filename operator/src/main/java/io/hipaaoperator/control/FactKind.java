package io.hipaaoperator.control;

/**
 * A kind of fact, such as the network policies of a namespace or the state of a KMS key. Kinds are
 * compared by identity: declare each as a constant.
 *
 * @param <T> the type of its values
 */
public final class FactKind<T> {
  private final String name;

  private FactKind(String name) {
    this.name = name;
  }

  /** A new kind; the name is for people. */
  public static <T> FactKind<T> named(String name) {
    return new FactKind<>(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
