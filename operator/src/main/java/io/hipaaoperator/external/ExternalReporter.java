package io.hipaaoperator.external;

import io.fabric8.kubernetes.client.CustomResource;
import io.hipaaoperator.api.ExternalStatus;
import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.kube.ConditionalStatusWriter;
import io.hipaaoperator.kube.EventRecorder;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the outcome of a pass goes.
 *
 * @param <R> the kind
 * @param <S> its status
 */
public interface ExternalReporter<R, S> extends StatusStore<R, S> {

  /** Tells people. */
  void announce(R resource, List<Announcement> news);

  /** Into the cluster: status and events. */
  record OfCluster<R extends CustomResource<?, S>, S>(
      ConditionalStatusWriter<R, S> statuses, EventRecorder events)
      implements ExternalReporter<R, S> {
    @Override
    public R newest(R cached) {
      return statuses.newest(cached);
    }

    @Override
    public Optional<R> write(R resource, S status) {
      return statuses.write(resource, status);
    }

    @Override
    public void announce(R resource, List<Announcement> news) {
      news.forEach(announcement -> events.record(resource, announcement));
    }
  }

  /** Into the log alone. */
  record OfDryRun<R extends CustomResource<?, S>, S extends ExternalStatus>()
      implements ExternalReporter<R, S> {
    private static final Logger LOG = LoggerFactory.getLogger(OfDryRun.class);

    @Override
    public R newest(R cached) {
      return cached;
    }

    @Override
    public Optional<R> write(R resource, S status) {
      LOG.atInfo()
          .addKeyValue("name", resource.getMetadata().getName())
          .addKeyValue("write", "status")
          .addKeyValue("kind", resource.getKind())
          .addKeyValue("object", status.summary())
          .log("dry run");
      return Optional.of(resource);
    }

    @Override
    public void announce(R resource, List<Announcement> news) {}
  }
}
