package io.hipaaoperator.aws;

import io.hipaaoperator.sequencer.LogStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * A log in a bucket. A file is made on condition that there is none ({@code If-None-Match: *});
 * that nobody takes it away afterwards is for the bucket's Object Lock.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
 *     writes</a>
 */
final class S3LogStore implements LogStore {
  private static final int EXISTS = 412;

  private final S3Client s3;
  private final String bucket;
  private final String prefix;

  S3LogStore(S3Client s3, String bucket, String prefix) {
    this.s3 = s3;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  @Override
  public Optional<byte[]> read(String path) {
    return asked(
        path,
        () -> {
          try {
            return Optional.of(
                s3.getObjectAsBytes(r -> r.bucket(bucket).key(prefix + path)).asByteArray());
          } catch (NoSuchKeyException none) {
            return Optional.empty();
          }
        });
  }

  @Override
  public List<String> after(String folder, String name) {
    String in = prefix + folder + "/";
    return asked(
        folder,
        () ->
            s3
                .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(in).startAfter(in + name))
                .contents()
                .stream()
                .map(file -> file.key().substring(in.length()))
                .toList());
  }

  @Override
  public boolean create(String path, byte[] content) {
    return asked(
        path,
        () -> {
          try {
            put(object(path).ifNoneMatch("*").build(), content);
            return true;
          } catch (AwsServiceException e) {
            if (e.statusCode() == EXISTS) {
              return false;
            }
            throw e;
          }
        });
  }

  @Override
  public void replace(String path, byte[] content) {
    asked(
        path,
        () -> {
          put(object(path).build(), content);
          return true;
        });
  }

  private PutObjectRequest.Builder object(String path) {
    return PutObjectRequest.builder().bucket(bucket).key(prefix + path);
  }

  private void put(PutObjectRequest request, byte[] content) {
    s3.putObject(request, RequestBody.fromBytes(content));
  }

  private <T> T asked(String path, Supplier<T> call) {
    return LedgerCalls.asked("s3://%s/%s%s".formatted(bucket, prefix, path), "S3", call);
  }
}
