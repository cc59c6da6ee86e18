package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.endpoints.IamEndpointProvider;

/** IAM is in one region of a partition; whichever region the operator is in, the SDK finds it. */
class RolesEndpointTest {
  @ParameterizedTest
  @CsvSource({
    "us-east-1, https://iam.amazonaws.com",
    "eu-central-1, https://iam.amazonaws.com",
    "us-gov-west-1, https://iam.us-gov.amazonaws.com",
    "cn-north-1, https://iam.cn-north-1.amazonaws.com.cn",
    "cn-northwest-1, https://iam.cn-north-1.amazonaws.com.cn",
  })
  void eachPartitionHasOne(String region, String endpoint) {
    assertThat(
            IamEndpointProvider.defaultProvider()
                .resolveEndpoint(asked -> asked.region(Region.of(region)))
                .join()
                .url())
        .hasToString(endpoint);
  }
}
