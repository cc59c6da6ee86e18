package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.kube.Announcement;
import java.util.List;
import java.util.Optional;

/** Where the outcome of a pass goes, and the claims before it. */
public interface KeyReporter extends Claims {

  /** Tells people. */
  void announce(EncryptionKey resource, List<Announcement> news);

  /** Into the cluster: status and events. */
  record OfCluster(
      io.hipaaoperator.kube.KeyStatusWriter statuses, io.hipaaoperator.kube.EventRecorder events)
      implements KeyReporter {
    @Override
    public EncryptionKey newest(EncryptionKey cached) {
      return statuses.newest(cached);
    }

    @Override
    public Optional<EncryptionKey> write(EncryptionKey resource, EncryptionKeyStatus status) {
      return statuses.write(resource, status);
    }

    @Override
    public void announce(EncryptionKey resource, List<Announcement> news) {
      news.forEach(announcement -> events.record(resource, announcement));
    }
  }

  /** Into the log alone. */
  record OfDryRun() implements KeyReporter {
    private static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger(OfDryRun.class);

    @Override
    public EncryptionKey newest(EncryptionKey cached) {
      return cached;
    }

    @Override
    public Optional<EncryptionKey> write(EncryptionKey resource, EncryptionKeyStatus status) {
      LOG.atInfo()
          .addKeyValue("name", resource.getMetadata().getName())
          .addKeyValue("write", "status")
          .addKeyValue("kind", resource.getKind())
          .addKeyValue("object", status.summary())
          .log("dry run");
      return Optional.of(resource);
    }

    @Override
    public void announce(EncryptionKey resource, List<Announcement> news) {}
  }
}
