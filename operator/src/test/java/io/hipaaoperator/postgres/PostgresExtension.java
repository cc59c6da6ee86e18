package io.hipaaoperator.postgres;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test a {@link TestDatabase} of its own, on one server for the whole run. */
public final class PostgresExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestDatabase.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var store = context.getStore(Namespace.create(PostgresExtension.class));
    return store.computeIfAbsent(
        context.getUniqueId(), _ -> server(context).database(), TestDatabase.class);
  }

  /** What a constructor was given is a test's own, as what a method is given. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  private static PostgresServer server(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .computeIfAbsent(PostgresServer.class, _ -> PostgresServer.start(), PostgresServer.class);
  }
}
