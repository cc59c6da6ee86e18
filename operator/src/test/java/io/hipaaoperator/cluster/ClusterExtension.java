package io.hipaaoperator.cluster;

import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test what the parameters of its constructor, or of a method before it, name, one after
 * the other, and removes it when the test is over.
 *
 * <ul>
 *   <li>the {@link TestCluster}: one for the whole run
 *   <li>a {@link TestNamespace}
 *   <li>a {@link FaultyServer}
 *   <li>a {@link FaultyAws} before the emulator
 *   <li>a {@link RunningOperator} on the namespaces named before it, through the faulty server if
 *       one is
 *   <li>a {@link TestWorkload} that is {@link Declared} in the first namespace
 * </ul>
 */
public final class ClusterExtension implements ParameterResolver {
  private static final Map<Class<?>, BiFunction<TestBed, ParameterContext, Object>> GIVEN =
      Map.of(
          TestCluster.class, (bed, _) -> bed.cluster(),
          TestNamespace.class, (bed, _) -> bed.namespace(),
          FaultyServer.class, (bed, _) -> bed.server(),
          FaultyAws.class, (bed, _) -> bed.aws(),
          RunningOperator.class, (bed, _) -> bed.operator(),
          TestWorkload.class, (bed, parameter) -> bed.workload(declared(parameter)));

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return GIVEN.containsKey(type(parameter));
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Objects.requireNonNull(GIVEN.get(type(parameter))).apply(bed(context), parameter);
  }

  /** What a constructor was given is a test's own, as what a method is given. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  private static Class<?> type(ParameterContext parameter) {
    return parameter.getParameter().getType();
  }

  private static String declared(ParameterContext parameter) {
    return parameter.findAnnotation(Declared.class).orElseThrow().value();
  }

  private static TestBed bed(ExtensionContext context) {
    var store = context.getStore(Namespace.create(ClusterExtension.class));
    return store.computeIfAbsent(
        context.getUniqueId(), _ -> new TestBed(cluster(context), store), TestBed.class);
  }

  private static TestCluster cluster(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .computeIfAbsent(TestCluster.class, _ -> TestCluster.ready(), TestCluster.class);
  }
}
