package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.KeptKeys.own;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.external.ExternalReporter;
import io.hipaaoperator.external.ExternalTelemetry;
import io.hipaaoperator.kube.Announcement;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of a key that stays behind when its resource goes, people are told. */
class KeyFarewellTest {
  private final KeptKeys kept = new KeptKeys();
  private final Stored stored = kept.declare(own());
  private final List<String> told = new ArrayList<>();
  private final EncryptionKeyReconciler reconciler =
      new EncryptionKeyReconciler(
          kept.passes(),
          new Told(),
          new ExternalTelemetry(new SimpleMeterRegistry(), "EncryptionKey"),
          List.of(),
          Duration.ofMinutes(5),
          Clock.systemUTC());

  @Test
  void whoLookedAtTheKeySaysThatItStays() {
    reconcile();
    reconciler.gone(stored.get());

    assertThat(told).contains("KeyRetained " + arn());
  }

  @Test
  void aReplicaThatNeverLookedSaysNothing() {
    kept.pass(stored);
    reconciler.gone(stored.get());

    assertThat(told).isEmpty();
  }

  @Test
  void aResourceThatGoesWhileItsKeyIsMadeLeavesItsArn() {
    kept.kms.afterCreate =
        () -> {
          stored.delete();
          reconciler.gone(stored.get());
        };
    reconcile();

    assertThat(told).containsExactly("KeyRetained " + arn());
  }

  /** The watch may tell of it only after the status could not be written. */
  @Test
  void aResourceWhoseGoingIsSeenLateLeavesItsArn() {
    kept.kms.afterCreate = stored::delete;
    reconcile();
    reconciler.gone(stored.get());

    assertThat(told).containsExactly("KeyRetained " + arn());
  }

  private String arn() {
    return kept.kms.keys.values().iterator().next().arn();
  }

  private void reconcile() {
    reconciler.reconcile(stored.get(), context());
  }

  private static Context<EncryptionKey> context() {
    IndexedResourceCache<?> none =
        answering(IndexedResourceCache.class, Map.of("get", Optional.empty()));
    return answering(
        Context.class, Map.of("getPrimaryCache", none, "isPrimaryResourceDeleted", false));
  }

  /** Something that answers these methods alone. */
  @SuppressWarnings("unchecked")
  private static <T> T answering(Class<? super T> type, Map<String, Object> answers) {
    return (T)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) ->
                Optional.ofNullable(answers.get(method.getName()))
                    .orElseThrow(() -> new UnsupportedOperationException(method.getName())));
  }

  /** What people are told, with the store of the test. */
  private final class Told implements ExternalReporter<EncryptionKey, EncryptionKeyStatus> {
    @Override
    public void announce(EncryptionKey resource, List<Announcement> news) {
      news.forEach(one -> told.add(one.reason() + " " + one.message().replaceAll(".*: ", "")));
    }

    @Override
    public EncryptionKey newest(EncryptionKey cached) {
      return kept.newest(cached);
    }

    @Override
    public Optional<EncryptionKey> write(EncryptionKey resource, EncryptionKeyStatus status) {
      return kept.write(resource, status);
    }
  }
}
