package io.hipaaoperator.kube;

import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.http.HttpClient;

/**
 * The JDK's HTTP client with watches as plain HTTP streams instead of WebSockets.
 *
 * <p>The JDK's WebSocket does not notice that a connection has ended when the end comes right
 * behind a message: its transport fails with an {@code InternalError} because no further message
 * was asked for yet. The watch then waits for ever, and the operator is blind.
 */
public final class PlainWatches extends JdkHttpClientFactory {

  private PlainWatches() {}

  /**
   * Builds clients whose watches are plain, count as open once they are accepted, and are read
   * whatever characters they are in.
   */
  public static KubernetesClientBuilder clients() {
    return new KubernetesClientBuilder()
        .withHttpClientFactory(new PlainWatches())
        .withHttpClientBuilderConsumer(
            http ->
                http.addOrReplaceInterceptor("open-watches", new OpenWatches())
                    .addOrReplaceInterceptor("escaped-watches", new EscapedWatches()));
  }

  @Override
  protected HttpClient.Builder createNewHttpClientBuilder() {
    HttpClient.Builder builder = super.createNewHttpClientBuilder();
    return (HttpClient.Builder)
        Proxy.newProxyInstance(
            HttpClient.Builder.class.getClassLoader(),
            new Class<?>[] {HttpClient.Builder.class},
            handler(builder));
  }

  private static InvocationHandler handler(HttpClient.Builder builder) {
    return (proxy, method, arguments) -> {
      Object answer = invoke(builder, method, arguments);
      return answer instanceof HttpClient client ? new WithoutWebSockets(client) : proxy;
    };
  }

  private static Object invoke(HttpClient.Builder builder, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(builder, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
