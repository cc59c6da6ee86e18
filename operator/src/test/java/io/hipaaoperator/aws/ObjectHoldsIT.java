package io.hipaaoperator.aws;

import static io.hipaaoperator.aws.Ports.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.ObjectHolds.Version;
import io.hipaaoperator.aws.ObjectHolds.Versions;
import io.hipaaoperator.cluster.Emulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Legal holds and tags of versions, as AWS has them, through the port. */
class ObjectHoldsIT {
  private static final S3Client S3 = Emulator.s3();

  private final Ports ports = new Ports();
  private final ObjectHolds holds = ports.services().s3().holds();
  private final Bucket bucket = ports.bucket();

  @AfterEach
  void close() {
    ports.close();
  }

  private Version put(String key) {
    return new Version(
        key,
        S3.putObject(r -> r.bucket(bucket.name()).key(key), RequestBody.fromString("x"))
            .versionId());
  }

  private void create() {
    S3.createBucket(r -> r.bucket(bucket.name()).objectLockEnabledForBucket(true));
  }

  @Test
  void aVersionIsHeldAndNoOther() {
    create();
    Version first = put("scans/1");
    Version second = put("scans/1");
    assertThat(known(holds.isHeld(bucket, first))).isFalse();

    known(holds.hold(bucket, first, true));

    assertThat(known(holds.isHeld(bucket, first))).isTrue();
    assertThat(known(holds.isHeld(bucket, second))).isFalse();
    known(holds.hold(bucket, first, false));
    assertThat(known(holds.isHeld(bucket, first))).isFalse();
  }

  @Test
  void tagsAreThoseOfAVersion() {
    create();
    Version first = put("scans/1");
    Version second = put("scans/1");
    Map<String, String> tags = Map.of("hipaa-operator.io/legal-hold/0b1d-7f", "set", "ward", "7");

    known(holds.putTags(bucket, first, tags));

    assertThat(known(holds.tags(bucket, first))).isEqualTo(tags);
    assertThat(known(holds.tags(bucket, second))).isEmpty();
    known(holds.putTags(bucket, first, Map.of()));
    assertThat(known(holds.tags(bucket, first))).isEmpty();
  }

  @Test
  void versionsComePageByPageWithoutDeleteMarkers() {
    create();
    List<Version> all = new ArrayList<>();
    for (int number = 100; number < 330; number++) {
      all.add(put("scans/" + number));
    }
    put("letters/1");
    S3.deleteObject(r -> r.bucket(bucket.name()).key("scans/100"));

    Versions first = known(holds.versions(bucket, "scans/", Optional.empty()));
    Versions second = known(holds.versions(bucket, "scans/", first.next()));

    assertThat(second.next()).isEmpty();
    List<Version> seen = new ArrayList<>(first.items());
    seen.addAll(second.items());
    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
  }

  /** S3 says keys as they are, also those that it has to write in another way. */
  @Test
  void keysAreThoseThatWerePut() {
    create();
    List<Version> all = List.of(put("scans/a b+c%20&<d>"), put("scans/\u00e4"));

    assertThat(known(holds.versions(bucket, "scans/", Optional.empty())).items())
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void aVersionThatIsGoneIsToldAsSuch() {
    create();
    Version gone = put("scans/1");
    S3.deleteObject(r -> r.bucket(bucket.name()).key(gone.key()).versionId(gone.id()));

    Answer<Boolean> answer = holds.isHeld(bucket, gone);

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.code()).isIn("NoSuchKey", "NoSuchVersion", "404"));
  }
}
