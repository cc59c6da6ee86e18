package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Aws.Location;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.cluster.AwsFault;
import io.hipaaoperator.cluster.FaultyAws;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom the SDK's own settings may send us to. */
class ConfiguredEndpointTest {
  /** No such region is there, so nobody answers for it. */
  /** A region whose names no DNS server of the internet knows. */
  private static final Location NOWHERE =
      new Location(Optional.of("us-iso-east-1"), Optional.empty());

  private final Properties before = (Properties) System.getProperties().clone();
  private final FaultyAws other = new FaultyAws(NOWHERE);

  @BeforeEach
  void redirect() {
    other.inject(_ -> true, AwsFault.FAILED);
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    System.setProperty("aws.endpointUrl", other.location().endpoint().orElseThrow().toString());
  }

  @AfterEach
  void restore() {
    System.setProperties(before);
    other.close();
  }

  @Test
  void anAddressInTheEnvironmentIsTaken() {
    assertThat(asked(NOWHERE)).isPositive();
  }

  /** As the chart has it: no variable that somebody injects sends KMS elsewhere. */
  @Test
  void anAddressInTheEnvironmentIsIgnoredOnDemand() {
    System.setProperty("aws.ignoreConfiguredEndpointUrls", "true");

    assertThat(asked(NOWHERE)).isZero();
  }

  @Test
  void ourOwnFlagIsNotIgnored() {
    System.setProperty("aws.ignoreConfiguredEndpointUrls", "true");

    assertThat(asked(other.location())).isPositive();
  }

  @Test
  void anAddressThatIsNoneIsSaid() {
    System.setProperty("aws.endpointUrl", "http://no host");

    assertThat(new Aws(NOWHERE, new SimpleMeterRegistry()).services().failure().orElseThrow())
        .contains("invalid URI", "aws.endpointUrl");
  }

  /** How often the other address is asked by an operator that is sent here. */
  private int asked(Location here) {
    try (var aws = new Aws(here, new SimpleMeterRegistry())) {
      var kms = ((Answer.Known<Services>) aws.services()).value().kms();
      assertThat(kms.keys()).isInstanceOf(Answer.Unreachable.class);
      return other.asked("ListKeys");
    }
  }
}
