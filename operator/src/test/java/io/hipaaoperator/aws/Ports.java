package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.cluster.Emulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;

/** The ports on the emulator, and what tests want of their answers. */
final class Ports implements AutoCloseable {
  private final Aws aws = new Aws(Emulator.location(), new SimpleMeterRegistry());

  /** The services. */
  Services services() {
    return known(aws.services());
  }

  /** What is answered; a failure fails the test with AWS's words. */
  static <T> T known(Answer<T> answer) {
    assertThat(answer.failure()).isEmpty();
    return ((Answer.Known<T>) answer).value();
  }

  /** A name that no other test has. */
  static String unique(String kind) {
    return kind + "-" + UUID.randomUUID();
  }

  /** A bucket of ours with such a name, which is not there yet. */
  Bucket bucket() {
    return new Bucket(unique("it"), known(services().account().identity()).account());
  }

  @Override
  public void close() {
    aws.close();
  }
}
