package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.KeyPrincipals;
import io.hipaaoperator.aws.Account.Identity;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.WaysOut.Way;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose grants of a key need no word, and whose do. */
class KeyGrantsTest {
  private static final String API = "arn:aws:iam::111122223333:role/records-api";
  private static final String CSI = "arn:aws:iam::111122223333:role/ebs-csi";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dynamodb.us-east-1.amazonaws.com",
        "rds.amazonaws.com",
        "arn:aws:sts::111122223333:assumed-role/aws:ec2-infrastructure/i-0a1b2c3d",
        API,
        CSI
      })
  void servicesAndUsersOfThePolicyMayHaveOne(String grantee) {
    assertThat(deviation(new Way("g", grantee, Set.of("Decrypt", "Encrypt")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111122223333:role/another",
        "arn:aws:iam::111122223333:root",
        "arn:aws:iam::999999999999:role/records-api",
        "arn:aws:sts::999999999999:assumed-role/aws:ec2-infrastructure/i-0a1b2c3d",
        "arn:aws:sts::111122223333:assumed-role/aws:ec2-infrastructure-too/i-0a1b2c3d",
        "amazonaws.com.evil.example"
      })
  void nobodyElseHas(String grantee) {
    Deviation found = deviation(new Way("g", grantee, Set.of("Encrypt", "Decrypt"))).orElseThrow();

    assertThat(found.weakens()).isTrue();
    assertThat(found.found()).isEqualTo("g to " + grantee + ": Decrypt, Encrypt");
  }

  /** Who may pass it on gives to others what the policy gives to him alone. */
  @Test
  void aUserOfThePolicyHasNoMoreByAGrant() {
    assertThat(deviation(new Way("g", API, Set.of("Decrypt", "CreateGrant")))).isPresent();
    assertThat(deviation(new Way("g", API, Set.of("SomethingNew")))).isPresent();
  }

  @Test
  void whatAwsDoesNotTellIsUnknown() {
    Setting<KeyWrite> setting = grants(new Answer.Refused<>("AccessDenied", "no")).setting();

    assertThat(setting.seen()).isInstanceOf(Fact.Unreachable.class);
  }

  /** They come and go with each volume. */
  @Test
  void thoseOfServicesAreNoChangeOfAnAdoptedKey() {
    Way theirs = new Way("theirs", "arn:aws:iam::999999999999:root", Set.of("Decrypt"));
    Way service = new Way("volume", "rds.amazonaws.com", Set.of("Decrypt"));

    assertThat(grants(Answer.known(List.of(service, theirs))).lasting())
        .isEqualTo(grants(Answer.known(List.of(theirs))).lasting());
    assertThat(grants(Answer.known(List.of(service))).lasting()).isEqualTo(Answer.known(""));
  }

  private static Optional<Deviation> deviation(Way way) {
    return switch (grants(Answer.known(List.of(way))).setting().seen()) {
      case Fact.Known<Optional<Deviation>>(Optional<Deviation> found) -> found;
      case Fact.Unreachable<Optional<Deviation>> unread -> throw new AssertionError(unread);
    };
  }

  private static KeyGrants grants(Answer<List<Way>> found) {
    var principals = new KeyPrincipals(null, List.of(API), List.of(CSI), null);
    EncryptionKeySpec spec = KeySpecs.of("alias/a", Map.of("principals", principals));
    return new KeyGrants(
        new DeclaredKey(
            "a", "uid", spec, Set.of(), new Identity("aws", "111122223333"), "us-east-1"),
        found);
  }
}
