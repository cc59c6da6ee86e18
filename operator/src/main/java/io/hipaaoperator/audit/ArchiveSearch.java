package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Account.Identity;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Buckets;
import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.ObjectRules;
import io.hipaaoperator.aws.ObjectRules.Encryption;
import io.hipaaoperator.aws.Tags.Thing;
import io.hipaaoperator.external.OwnTags;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the bucket of an archive, by the name that no other has. Of one that is not ours
 * nothing more is read, and nothing is written to it.
 */
record ArchiveSearch(Services services, DeclaredSink sink, DeclaredArchive archive) {
  private static final String FIELD = "spec.archive.bucket: ";

  /** With which S3 says that the bucket has to be asked for elsewhere. */
  private static final Set<String> ELSEWHERE =
      Set.of("PermanentRedirect", "AuthorizationHeaderMalformed");

  /** What is there. */
  FoundBucket found() {
    return switch (services.account().identity()) {
      case Answer.Known<Identity>(Identity us) -> found(us);
      case Answer<Identity> failed -> new FoundBucket.Unread(failed);
    };
  }

  private FoundBucket found(Identity us) {
    String arn = "arn:" + us.partition() + ":s3:::" + archive.bucket();
    Optional<String> other = archive.bound().filter(bound -> !bound.equals(arn));
    return other
        .map(bound -> foreign("ArchiveBound", "can't take the place of " + bound))
        .orElseGet(() -> found(new Bucket(archive.bucket(), us.account()), arn));
  }

  /**
   * One that was found before has not moved. Where it does not answer as it did, it is looked for
   * anew: it may be gone, or another's by now.
   */
  private FoundBucket found(Bucket bucket, String arn) {
    return archive.bound().flatMap(_ -> still(bucket, arn)).orElseGet(() -> sought(bucket, arn));
  }

  private Optional<FoundBucket> still(Bucket bucket, String arn) {
    Answer<Optional<Encryption>> encryption = services.s3().objects().encryption(bucket);
    return encryption.answered().map(_ -> ours(bucket, arn, boundTags(bucket, arn), encryption));
  }

  private Answer<Map<String, String>> boundTags(Bucket bucket, String arn) {
    var thing = new Thing(arn, bucket, sink.tags().all());
    return services.tags().of(thing, () -> buckets().tags(bucket));
  }

  private FoundBucket sought(Bucket bucket, String arn) {
    return switch (buckets().region(bucket)) {
      case Answer.Known<String>(String region) when region.equals(services.region()) ->
          owned(bucket, arn);
      case Answer.Known<String>(String region) -> elsewhere(region);
      case Answer.Refused<String>(String code, _) when code.equals(Buckets.NOT_FOUND) ->
          new FoundBucket.None(bucket, arn, unfit(bucket).map(ArchiveLogging.Found::fresh));
      case Answer.Refused<String>(String code, _) when ELSEWHERE.contains(code) ->
          elsewhere("another region");
      case Answer.Refused<String>(String code, String message) ->
          new FoundBucket.Unread(new Answer.Refused<>(code, message + unseen()));
      case Answer.Unreachable<String> failed -> new FoundBucket.Unread(failed);
    };
  }

  private FoundBucket elsewhere(String region) {
    return foreign("OtherRegion", "is in " + region + ", the operator in " + services.region());
  }

  /** S3 says the same of a bucket of another account and of one that we may not look at. */
  private String unseen() {
    return "; spec.archive.bucket: "
        + archive.bucket()
        + " is another account's, or not to be seen";
  }

  private FoundBucket owned(Bucket bucket, String arn) {
    Answer<Map<String, String>> tags = buckets().tags(bucket);
    if (archive.bound().isPresent()) {
      return ours(bucket, arn, tags);
    }
    return switch (tags) {
      case Answer.Known<Map<String, String>>(Map<String, String> known) ->
          objection(Optional.ofNullable(known.get(OwnTags.UID)))
              .orElseGet(() -> ours(bucket, arn, tags));
      case Answer<Map<String, String>> failed -> new FoundBucket.Unread(failed);
    };
  }

  private Optional<FoundBucket> objection(Optional<String> owner) {
    if (owner.isPresent()) {
      return owner
          .filter(uid -> !uid.equals(sink.uid()))
          .map(_ -> foreign("BucketTaken", "was made for another AuditSink"));
    }
    return archive.spec().adopts()
        ? Optional.empty()
        : Optional.of(
            foreign(
                "BucketTaken", "was not made for this resource; spec.archive.adopt takes it over"));
  }

  private FoundBucket foreign(String reason, String why) {
    return new FoundBucket.Foreign(reason, FIELD + archive.bucket() + " " + why);
  }

  private FoundBucket ours(Bucket bucket, String arn, Answer<Map<String, String>> tags) {
    return ours(bucket, arn, tags, services.s3().objects().encryption(bucket));
  }

  private FoundBucket ours(
      Bucket bucket,
      String arn,
      Answer<Map<String, String>> tags,
      Answer<Optional<Encryption>> encryption) {
    ObjectRules objects = services.s3().objects();
    return new FoundBucket.Ours(
        new ArchiveBucket(
            bucket,
            arn,
            tags,
            encryption,
            buckets().publicAccessBlock(bucket),
            buckets().ownership(bucket),
            objects.isVersioned(bucket),
            objects.objectLock(bucket),
            objects.lifecycle(bucket),
            buckets().policy(bucket),
            services.ways().replicas(bucket),
            unfit(bucket).map(why -> new ArchiveLogging.Found(buckets().accessLogs(bucket), why))));
  }

  /** Whether access to it can be logged; empty where that is not declared. */
  private Optional<Answer<Optional<String>>> unfit(Bucket bucket) {
    return ArchiveLogging.declared(archive)
        .map(logs -> new LogBucketSearch(services, bucket.owner()).unfit(logs.bucket()));
  }

  private Buckets buckets() {
    return services.s3().buckets();
  }
}
