package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Aws.Location;
import io.hipaaoperator.aws.Aws.Services;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A region that there is not is said at once, by the name of the setting, before any call. */
class RegionTest {
  @ParameterizedTest
  @ValueSource(strings = {"us-esat-1", "US-EAST-1", "us-east-1a", "aws-global", "us-east-1 ", ""})
  void oneThatAwsDoesNotHaveIsSaid(String region) {
    Answer<Services> answer = services(new Location(Optional.of(region), Optional.empty()));

    assertThat(answer).isInstanceOf(Answer.Unreachable.class);
    assertThat(answer.failure().orElseThrow())
        .contains("no AWS region that this version knows: " + region, "aws.region of the chart");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "eu-central-1", "us-gov-west-1", "cn-north-1"})
  void oneThatAwsHasIsTaken(String region) {
    assertThat(services(new Location(Optional.of(region), Optional.empty())))
        .isInstanceOf(Answer.Known.class);
  }

  /** An emulator may have its own. */
  @ParameterizedTest
  @ValueSource(strings = "local")
  void atAnotherAddressAnyIsTaken(String region) {
    var location = new Location(Optional.of(region), Optional.of(URI.create("http://127.0.0.1:9")));

    assertThat(services(location)).isInstanceOf(Answer.Known.class);
  }

  private static Answer<Services> services(Location location) {
    try (var aws = new Aws(location, new SimpleMeterRegistry())) {
      return aws.services();
    }
  }
}
