package io.hipaaoperator.aws;

import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Our credentials, out of one source. The SDK's default chain passes over a source that fails and
 * goes on as whoever the next one knows, in the end the node, with a complaint that names all
 * sources. A role that was given to the pod is used, or nothing is, and the failure is its own.
 *
 * @param source the source, for people
 * @param provider asks it
 */
record Credentials(String source, AwsCredentialsProvider provider)
    implements AwsCredentialsProvider, SdkAutoCloseable {

  /**
   * Those of the pod's role, by IRSA or EKS Pod Identity; else the default chain's. Keys that are
   * set go before either, as in that chain.
   *
   * @param isSet whether a setting of the SDK has a value
   */
  static AwsCredentialsProvider of(Predicate<SdkSystemSetting> isSet) {
    if (isSet.test(SdkSystemSetting.AWS_ACCESS_KEY_ID)) {
      return DefaultCredentialsProvider.builder().build();
    }
    if (isSet.test(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE)) {
      return new Credentials(
          "the web identity token", WebIdentityTokenFileCredentialsProvider.create());
    }
    return isSet.test(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI)
            || isSet.test(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)
        ? new Credentials("the container's endpoint", ContainerCredentialsProvider.create())
        : DefaultCredentialsProvider.builder().build();
  }

  /** The credentials; what STS refuses stays STS's answer. */
  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return provider.resolveCredentials();
    } catch (AwsServiceException e) {
      throw e;
    } catch (RuntimeException e) {
      throw SdkClientException.create("no AWS credentials from " + source + ": " + Reason.of(e));
    }
  }

  @Override
  public void close() {
    IoUtils.closeIfCloseable(provider, null);
  }
}
