package io.hipaaoperator.encryption;

import io.hipaaoperator.api.KeyPrincipals;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.WaysOut.Way;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Remedy;
import io.hipaaoperator.external.UndeclaredWays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Grants of a key, which let somebody use it whatever its policy says. AWS's own services get them
 * from those whom the policy lets grant for them alone, as for each volume that is attached; whom
 * the policy names as a user may have by a grant what he may by the policy. Pure.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/grants.html">Grants</a>
 */
record KeyGrants(DeclaredKey declared, Answer<List<Way>> found) {
  static final FieldPath GRANTS = FieldPath.ROOT.child("grants");

  /** A service by its name, or what attaches volumes to instances of this account. */
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");

  /** Operations of a grant that only use a key, as the policy lets its users. */
  private static final Set<String> USE =
      Set.of(
          "Encrypt",
          "Decrypt",
          "ReEncryptFrom",
          "ReEncryptTo",
          "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "GenerateDataKeyPair",
          "GenerateDataKeyPairWithoutPlaintext",
          "DescribeKey",
          "RetireGrant");

  /** That nobody else has one. */
  Setting<KeyWrite> setting() {
    return UndeclaredWays.setting(
        GRANTS,
        users(),
        found,
        this::isDeclared,
        new Remedy.Person<>(
            "GrantNotDeclared",
            "revoke it, or declare who uses the key in spec.principals.workloads"));
  }

  /** What there is beside those of AWS's services, which come and go. */
  Answer<String> lasting() {
    return found.map(ways -> UndeclaredWays.words(ways, way -> !isService(way.to())));
  }

  private boolean isDeclared(Way way) {
    return isService(way.to()) || users().contains(way.to()) && USE.containsAll(way.operations());
  }

  private boolean isService(String grantee) {
    return SERVICE.matcher(grantee).matches() || grantee.startsWith(infrastructure());
  }

  private String infrastructure() {
    return "arn:%s:sts::%s:assumed-role/aws:ec2-infrastructure/"
        .formatted(declared.identity().partition(), declared.identity().account());
  }

  private List<String> users() {
    KeyPrincipals principals = declared.spec().principals();
    return Stream.concat(principals.workloads().stream(), principals.csi().stream()).toList();
  }
}
