package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.kube.Namesake;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pass over a resource that was deleted ends after the one over its namesake. */
@ExtendWith(ClusterExtension.class)
record NamesakeIT(TestCluster cluster, TestNamespace namespace) {

  @Test
  void theNamesakeIsLookedAtAgainAsItAskedFor() {
    var passes = new Passes();
    var operator =
        new Operator(
            service -> service.withKubernetesClient(cluster.admin()).withCloseClientOnStop(false));
    operator.register(passes, controller -> controller.settingNamespace(namespace.name()));
    operator.start();
    try {
      String before = declared();
      Eventually.holds(() -> passes.over(before) == 1);
      namespace.workload("ledger").delete();
      Eventually.holds(() -> namespace.workload("ledger").get() == null);
      String after = declared();
      Eventually.holds(() -> passes.over(after) == 1);

      passes.end.countDown();

      Eventually.holds(() -> passes.over(after) == 2);
      assertThat(passes.over(before)).isEqualTo(1);
    } finally {
      passes.end.countDown();
      operator.stop();
    }
  }

  private String declared() {
    return namespace.declare(Specs.LEDGER).get().getMetadata().getUid();
  }

  /** The first pass is the slow one; the second asks for a third. */
  private static final class Passes implements Reconciler<PhiWorkload> {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> over = new CopyOnWriteArrayList<>();

    @Override
    public UpdateControl<PhiWorkload> reconcile(PhiWorkload resource, Context<PhiWorkload> context)
        throws InterruptedException {
      over.add(resource.getMetadata().getUid());
      UpdateControl<PhiWorkload> usual = UpdateControl.noUpdate();
      if (over.size() == 1) {
        assertThat(end.await(1, TimeUnit.MINUTES)).isTrue();
      } else if (over.size() == 2) {
        usual.rescheduleAfter(PAUSE);
      }
      return Namesake.heeded(resource, context, usual);
    }

    private long over(String uid) {
      return over.stream().filter(uid::equals).count();
    }
  }
}
