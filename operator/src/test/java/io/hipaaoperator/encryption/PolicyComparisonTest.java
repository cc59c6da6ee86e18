package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.KeyPrincipals;
import io.hipaaoperator.aws.Account.Identity;
import io.hipaaoperator.drift.Drift.Type;
import io.hipaaoperator.drift.Setting.Deviation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies are compared by what they say. */
class PolicyComparisonTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/records-api";
  private static final String USE =
      """
      {"Sid": "Use", "Effect": "Allow", "Principal": {"AWS": "%s"},
       "Action": ["kms:Decrypt", "kms:GenerateDataKey*"], "Resource": "*"}
      """
          .formatted(ROLE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"Sid": "Other", "Effect": "Allow", "Principal": {"AWS": ["%s"]},
         "Action": ["kms:GenerateDataKey*", "kms:decrypt"], "Resource": ["*"]}
        """,
        """
        {"Resource": "*", "Action": ["kms:Decrypt", "kms:GenerateDataKey*", "kms:Decrypt"],
         "Principal": {"AWS": ["%1$s", "%1$s"]}, "Effect": "Allow"}
        """,
      })
  void whatSaysTheSameIsTheSame(String statement) {
    assertThat(between(USE, statement.formatted(ROLE))).isEmpty();
  }

  @Test
  void anAccountIsItsRoot() {
    assertThat(between(principal("{\"AWS\": \"111122223333\"}"), principal(ROOT))).isEmpty();
  }

  private static final String ROOT = "{\"AWS\": \"arn:aws:iam::111122223333:root\"}";

  /** AWS takes one statement as well as a list of them. */
  @Test
  void aStatementIsAListOfOne() {
    assertThat(
            PolicyComparison.between(
                policy(USE), "{\"Version\": \"2012-10-17\", \"Statement\": " + USE + "}"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"*\"",
        "{\"AWS\": \"*\"}",
        "{\"AWS\": \"arn:aws:iam::999999999999:role/mallory\"}",
        "{\"AWS\": [\"arn:aws:iam::111122223333:role/records-api\", \"999999999999\"]}",
        "{\"Service\": \"ec2.amazonaws.com\"}",
      })
  void whoeverMayUseItBesidesWeakens(String principal) {
    Deviation found = between(USE, USE + "," + principal(principal)).orElseThrow();

    assertThat(found.type()).isEqualTo(Type.Added);
    assertThat(found.weakens()).isTrue();
    assertThat(found.expected()).isNull();
    assertThat(found.found()).startsWith("Allow ").contains("kms:decrypt");
  }

  @Test
  void aMuchWiderActionWeakens() {
    Deviation found = between(USE, USE.replace("kms:Decrypt", "kms:*")).orElseThrow();

    assertThat(found.type()).isEqualTo(Type.Changed);
    assertThat(found.weakens()).isTrue();
  }

  @Test
  void allButSomebodyIsEverybodyElse() {
    String inverse = USE.replace("\"Principal\"", "\"NotPrincipal\"");
    assertThat(between(USE, USE + "," + inverse).orElseThrow().weakens()).isTrue();
    String others = USE.replace("\"Action\"", "\"NotAction\"");
    assertThat(between(USE, USE + "," + others).orElseThrow().weakens()).isTrue();
  }

  @Test
  void aConditionThatIsGoneWeakens() {
    String conditional =
        USE.strip().replaceFirst("}$", "")
            + ", \"Condition\": {\"Bool\": {\"kms:GrantIsForAWSResource\": \"true\"}}}";
    String sameInAList = conditional.replace("\"true\"", "[\"true\"]");

    assertThat(between(conditional, sameInAList)).isEmpty();
    assertThat(between(conditional, USE).orElseThrow().weakens()).isTrue();
  }

  @Test
  void whatAllowsLessDoesNotWeaken() {
    Deviation less =
        between(USE, USE.replace("kms:GenerateDataKey*", "kms:GenerateDataKeyPair")).orElseThrow();
    Deviation nobody = PolicyComparison.between(policy(USE), policy("")).orElseThrow();
    Deviation denied = between(USE, USE + "," + USE.replace("Allow", "Deny")).orElseThrow();

    assertThat(less.weakens()).isFalse();
    assertThat(nobody.type()).isEqualTo(Type.Removed);
    assertThat(nobody.weakens()).isFalse();
    assertThat(denied.weakens()).isFalse();
  }

  /**
   * AWS writes an id in place of the ARN of a role that was deleted; no namesake gets its rights.
   */
  @Test
  void aRoleThatWasDeletedIsADifferenceThatOpensNothing() {
    Deviation found = between(USE, USE.replace(ROLE, "AROACKCEVSQ6C2EXAMPLE")).orElseThrow();

    assertThat(found.type()).isEqualTo(Type.Changed);
    assertThat(found.weakens()).isFalse();
  }

  @Test
  void theGeneratedPolicyLetsNobodyUseTheKeyWhoIsNotNamed() {
    String policy = KeyPolicy.of(declared(new KeyPrincipals(List.of("a"), null, null, null)));

    assertThat(policy).doesNotContain("kms:*", "ReEncrypt", "GenerateDataKey", "CreateGrant");
    assertThat(policy).containsOnlyOnce("kms:Decrypt").contains("hipaa-operator.io/proof");
  }

  @Test
  void eachRoleGetsItsStatement() {
    String group = "arn:aws:logs:us-east-1:111122223333:log-group:/phi/audit";
    String policy =
        KeyPolicy.of(
            declared(new KeyPrincipals(List.of("a"), List.of("w"), List.of("c"), List.of(group))));

    assertThat(policy)
        .contains("AdministratorsAdminister", "WorkloadsUse", "CsiUses", "CsiGrants", "LogsUse")
        .contains("logs.us-east-1.amazonaws.com", "kms:EncryptionContext:aws:logs:arn", group)
        .contains("kms:GrantIsForAWSResource");
    assertThat(PolicyComparison.between(policy, policy)).isEmpty();
  }

  /** CloudWatch encrypts what a detector finds with two contexts. */
  @Test
  void anomalyDetectorsGetBothTheirContexts() {
    String detectors = "arn:aws:logs:us-east-1:111122223333:anomaly-detector:*";
    String group = "arn:aws:logs:us-east-1:111122223333:log-group:/phi/audit";

    assertThat(KeyPolicy.of(declared(new KeyPrincipals(null, null, null, List.of(detectors)))))
        .contains(
            "\"kms:EncryptionContext:aws:logs:arn\":[\"" + detectors,
            "\"kms:EncryptionContext:aws-crypto-ec:aws:logs:arn\":[\"" + detectors);
    assertThat(KeyPolicy.of(declared(new KeyPrincipals(null, null, null, List.of(group)))))
        .doesNotContain("DetectorsUse");
  }

  private static DeclaredKey declared(KeyPrincipals principals) {
    EncryptionKeySpec spec = KeySpecs.of("alias/a", Map.of("principals", principals));
    return new DeclaredKey(
        "a", "uid", spec, Set.of(), new Identity("aws", "111122223333"), "us-east-1");
  }

  private static Optional<Deviation> between(String declared, String found) {
    return PolicyComparison.between(policy(declared), policy(found));
  }

  private static String principal(String principal) {
    return "{\"Effect\": \"Allow\", \"Principal\": %s, \"Action\": \"kms:Decrypt\", \"Resource\": \"*\"}"
        .formatted(principal);
  }

  private static String policy(String statements) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}";
  }
}
