package io.hipaaoperator.objects;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.HeldObjects;
import io.hipaaoperator.api.LegalHoldSpec;
import io.hipaaoperator.drift.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a LegalHold says of objects: which are held, or that they are released.
 *
 * @param uid of the LegalHold
 * @param namespace its namespace
 * @param generation of its spec
 * @param spec what it says
 */
public record HoldOrder(String uid, String namespace, long generation, LegalHoldSpec spec) {
  /** How the tags begin by which a version says which LegalHolds put it under hold. */
  static final String TAGS = Api.LEGAL_HOLD + "/";

  /**
   * Objects that are looked for together.
   *
   * @param start what their keys begin with
   * @param isKey whether it is the whole key
   */
  record Range(String start, boolean isKey) {
    boolean covers(String key) {
      return isKey ? key.equals(start) : key.startsWith(start);
    }
  }

  /** The tag of a version that it put under hold. */
  String tag() {
    return tag(uid);
  }

  static String tag(String uid) {
    return TAGS + uid;
  }

  /** The buckets, each once. */
  List<String> buckets() {
    return spec.buckets().stream().map(HeldObjects::bucket).distinct().toList();
  }

  /** What of a bucket is held. */
  List<Range> ranges(String bucket) {
    return spec.buckets().stream()
        .filter(it -> it.bucket().equals(bucket))
        .flatMap(HoldOrder::ranges)
        .distinct()
        .toList();
  }

  /** The field of each of them, so that it can be told which it is and not what it says. */
  List<String> fields(String bucket) {
    Map<Range, String> fields = new LinkedHashMap<>();
    for (int at = 0; at < spec.buckets().size(); at++) {
      HeldObjects held = spec.buckets().get(at);
      List<Range> all = held.bucket().equals(bucket) ? ranges(held).toList() : List.of();
      for (int key = 0; key < all.size(); key++) {
        fields.putIfAbsent(all.get(key), field(all.get(key), at, key));
      }
    }
    return List.copyOf(fields.values());
  }

  private static String field(Range range, int at, int key) {
    return range.isKey()
        ? "spec.buckets[%d].keys[%d]".formatted(at, key)
        : "spec.buckets[%d].prefix".formatted(at);
  }

  private static Stream<Range> ranges(HeldObjects held) {
    return held.keys().isEmpty()
        ? Stream.of(new Range(held.prefix() == null ? "" : held.prefix(), false))
        : held.keys().stream().map(key -> new Range(key, true));
  }

  /** Whether it holds an object. */
  boolean covers(String bucket, String key) {
    return !spec.isReleased() && ranges(bucket).stream().anyMatch(range -> range.covers(key));
  }

  /** By which a status says that it is of this, and no key can be read. */
  String digest(String bucket) {
    return Setting.digest(spec.isReleased() + " " + bucket + " " + ranges(bucket));
  }

  /** The same of a LegalHold whose uid and generation do not matter. */
  public static String digest(LegalHoldSpec spec, String bucket) {
    return new HoldOrder("", "", 0, spec).digest(bucket);
  }
}
