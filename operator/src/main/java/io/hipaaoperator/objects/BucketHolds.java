package io.hipaaoperator.objects;

import io.hipaaoperator.api.LegalHoldStatus.BucketHold;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Buckets;
import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.ObjectRules.ObjectLock;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.external.Obstacle;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Keeps what LegalHolds say of objects in buckets true. */
public final class BucketHolds {
  private final ObjectBuckets buckets;
  private final Duration pause;
  private final InstantSource clock;
  private final Map<String, Sweep> sweeps = new ConcurrentHashMap<>();
  private final Map<String, Lock> locks = new ConcurrentHashMap<>();

  /**
   * Holds in these buckets.
   *
   * @param pause from the end of a look at all versions to the next
   */
  public BucketHolds(ObjectBuckets buckets, Duration pause, InstantSource clock) {
    this.buckets = buckets;
    this.pause = pause;
    this.clock = clock;
  }

  /**
   * How a hold is in its buckets.
   *
   * @param states in each
   * @param lack why it can't be laid in one
   * @param isUnderWay whether a look at all versions goes on
   * @param drifts what was lifted behind the back, and put again
   */
  public record Held(
      List<BucketHold> states, Optional<Obstacle> lack, boolean isUnderWay, List<Drift> drifts) {
    /** Nothing was looked at. */
    public static Held unlooked(List<BucketHold> before) {
      return new Held(before, Optional.empty(), false, List.of());
    }

    public Held {
      states = List.copyOf(states);
      drifts = List.copyOf(drifts);
    }
  }

  /** How it is in one. */
  private record One(
      BucketHold state, Optional<Obstacle> lack, boolean isUnderWay, Optional<Drift> drift) {
    static One of(BucketHold state) {
      return new One(state, Optional.empty(), false, Optional.empty());
    }

    static One lacking(BucketHold state, Obstacle why) {
      return new One(state, Optional.of(why), false, Optional.empty());
    }
  }

  /**
   * Goes on with what is to be done.
   *
   * @param before the status so far
   * @param others the LegalHolds of the cluster, as they are whenever it is asked
   */
  public Held over(
      HoldOrder order, List<BucketHold> before, Supplier<Fact<List<HoldOrder>>> others) {
    List<One> all =
        order.buckets().stream()
            .map(
                bucket ->
                    one(
                        new HeldBucket(order, bucket, find(before, bucket), clock.instant()),
                        others))
            .toList();
    return new Held(
        all.stream().map(One::state).toList(),
        all.stream().flatMap(it -> it.lack().stream()).findFirst(),
        all.stream().anyMatch(One::isUnderWay),
        all.stream().flatMap(it -> it.drift().stream()).toList());
  }

  /** Looks at all versions anew. */
  public void forget(String uid) {
    sweeps.keySet().removeIf(key -> key.startsWith(uid));
  }

  private static Optional<BucketHold> find(List<BucketHold> states, String bucket) {
    return states.stream().filter(it -> it.name().equals(bucket)).findFirst();
  }

  private One one(HeldBucket held, Supplier<Fact<List<HoldOrder>>> others) {
    if (held.isOver() || isRecent(held)) {
      return One.of(held.unchanged(null));
    }
    return switch (buckets.aws().get()) {
      case Answer.Known<Services>(Services services) -> one(held, services, others);
      case Answer<Services> failed -> unread(held, failed);
    };
  }

  private boolean isRecent(HeldBucket held) {
    return Optional.ofNullable(sweeps.get(key(held)))
        .filter(it -> it.digest().equals(digest(held)))
        .flatMap(Sweep::ended)
        .filter(ended -> held.now().isBefore(ended.plus(pause)))
        .isPresent();
  }

  private static One unread(HeldBucket held, Answer<?> failed) {
    Obstacle why = ObjectBuckets.lack(failed).orElseGet(() -> Obstacle.unknown(failed));
    return One.lacking(held.unread(why.message()), why);
  }

  private One one(HeldBucket held, Services services, Supplier<Fact<List<HoldOrder>>> others) {
    Answer<Bucket> bucket = buckets.allowed(services, held.bucket(), held.order().namespace());
    Answer<Optional<ObjectLock>> lock = bucket.then(services.s3().objects()::objectLock);
    if (held.order().spec().isReleased() && lock.isRefusedWith(Buckets.NOT_FOUND)) {
      return One.of(held.unfit("there is no such bucket"));
    }
    if (!(lock instanceof Answer.Known<Optional<ObjectLock>>(Optional<ObjectLock> has))) {
      return unread(held, lock);
    }
    return has.isPresent()
        ? swept(held, services, bucket.answered().orElseThrow(), others)
        : unfit(held);
  }

  private static One unfit(HeldBucket held) {
    String why =
        "spec.buckets: bucket %s has no Object Lock, so S3 can hold nothing in it"
            .formatted(held.bucket());
    BucketHold state = held.unfit(why);
    return held.order().spec().isReleased()
        ? One.of(state)
        : One.lacking(state, Obstacle.stalled("ObjectLockMissing", why));
  }

  private One swept(
      HeldBucket held, Services services, Bucket bucket, Supplier<Fact<List<HoldOrder>>> others) {
    Sweeping.Came came =
        new Sweeping(
                services.s3().holds(),
                bucket,
                held.order(),
                !held.wasHeld(),
                others,
                locks.computeIfAbsent(bucket.name(), _ -> new ReentrantLock()),
                clock)
            .from(begun(held));
    sweeps.put(key(held), came.sweep());
    if (came.failure().isPresent()) {
      return unread(held, came.failure().get());
    }
    return came.sweep().ended().isPresent() ? ended(held, came.sweep()) : underWay(held, came);
  }

  private static One ended(HeldBucket held, Sweep sweep) {
    return new One(held.after(sweep), Optional.empty(), false, held.drift(sweep));
  }

  private static One underWay(HeldBucket held, Sweeping.Came came) {
    String soFar = came.sweep().versions() + " versions were looked at so far";
    return new One(held.unchanged(soFar), Optional.empty(), true, Optional.empty());
  }

  /** The one that goes on, unless something else is declared by now. */
  private Sweep begun(HeldBucket held) {
    return Optional.ofNullable(sweeps.get(key(held)))
        .filter(it -> it.digest().equals(digest(held)) && it.ended().isEmpty())
        .orElseGet(() -> Sweep.begin(digest(held)));
  }

  private static String digest(HeldBucket held) {
    return held.order().digest(held.bucket());
  }

  private static String key(HeldBucket held) {
    return held.order().uid() + "/" + held.bucket();
  }
}
