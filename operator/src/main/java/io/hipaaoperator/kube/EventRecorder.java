package io.hipaaoperator.kube;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.api.Api;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes events on objects. The same announcement again raises the count of its event, as
 * Kubernetes' own components do. Events are written one after another on a thread of their own: one
 * that can't be written, or for which there is no room in the queue, is dropped, and never holds up
 * a reconcile. The status says the same.
 */
public final class EventRecorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);

  /** Where events on objects that are in no namespace are, by convention. */
  private static final String CLUSTER = "default";

  private static final int REMEMBERED = 1_000;
  private static final int WAITING = 1_000;
  private static final int LONGEST = 1_024;
  private static final Duration PARTING = Duration.ofSeconds(2);

  private final KubernetesClient client;
  private final Clock clock;
  private final Map<Key, Event> recent = Collections.synchronizedMap(new Recent());
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), EventRecorder::thread);

  /** Writes through this client. */
  public EventRecorder(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
    writer.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().name("events").unstarted(work);
  }

  /** Writes, or counts, an event on an object; returns at once. */
  public void record(HasMetadata about, Announcement announcement) {
    try {
      writer.execute(() -> write(about, announcement));
    } catch (RejectedExecutionException e) {
      LOG.atDebug().addKeyValue("reason", announcement.reason()).log("event dropped");
    }
  }

  /** Writes what is waiting, for a moment at most; what comes later is dropped. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(PARTING.toMillis(), TimeUnit.MILLISECONDS)) {
        writer.shutdownNow();
      }
    } catch (InterruptedException e) {
      writer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void write(HasMetadata about, Announcement announcement) {
    var key = new Key(about.getMetadata().getUid(), announcement);
    try {
      Event known = recent.get(key);
      recent.put(key, known == null ? create(about, announcement) : again(known));
    } catch (KubernetesClientException e) {
      recent.remove(key);
      LOG.atLevel(level(e)).addKeyValue("code", e.getCode()).log("event not written");
    }
  }

  /** A refusal is for somebody to mend; a server that is away is told of by those who need it. */
  private static Level level(KubernetesClientException e) {
    return e.getStatus() == null ? Level.DEBUG : Level.WARN;
  }

  private record Key(String uid, Announcement announcement) {}

  /** Without the uid, so that an event that has expired meanwhile is made anew. */
  private Event again(Event known) {
    Event next =
        new EventBuilder(known)
            .editMetadata()
            .withUid(null)
            .withResourceVersion(null)
            .withManagedFields()
            .endMetadata()
            .withCount(known.getCount() + 1)
            .withLastTimestamp(now())
            .build();
    return client.resource(next).fieldManager(Api.MANAGER).forceConflicts().serverSideApply();
  }

  private Event create(HasMetadata about, Announcement announcement) {
    var metadata = about.getMetadata();
    String name = metadata.getName() + "." + Long.toHexString(nanos());
    Event event =
        new EventBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(requireNonNullElse(metadata.getNamespace(), CLUSTER))
            .endMetadata()
            .withNewInvolvedObject()
            .withApiVersion(about.getApiVersion())
            .withKind(about.getKind())
            .withNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .withUid(metadata.getUid())
            .endInvolvedObject()
            .withType(announcement.severity().name())
            .withReason(announcement.reason())
            .withMessage(shortened(announcement.message()))
            .withNewSource()
            .withComponent(Api.MANAGER)
            .endSource()
            .withReportingComponent(Api.MANAGER)
            .withFirstTimestamp(now())
            .withLastTimestamp(now())
            .withCount(1)
            .build();
    return client.resource(event).fieldManager(Api.MANAGER).forceConflicts().serverSideApply();
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST - 1) + "…";
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private long nanos() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /** The newest announcements; older ones start a new event. */
  private static final class Recent extends LinkedHashMap<Key, Event> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Event> eldest) {
      return size() > REMEMBERED;
    }
  }
}
