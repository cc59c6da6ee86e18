package io.hipaaoperator.encryption;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.KeyPrincipals;
import java.util.List;
import java.util.function.Consumer;

/**
 * The least-privilege policy of a key. IAM may delegate its administration, but never its use:
 * whoever uses it is named here. The one exception is the proof that the key works, which is bound
 * to an encryption context that no data has, and that has nothing beside; and where data keys are
 * declared that they are made, which shows none.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html">Key
 *     policies</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html">Log
 *     groups</a>
 */
final class KeyPolicy {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> ADMINISTER =
      List.of(
          "kms:Describe*",
          "kms:Get*",
          "kms:List*",
          "kms:CreateAlias",
          "kms:UpdateAlias",
          "kms:DeleteAlias",
          "kms:UpdateKeyDescription",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:PutKeyPolicy",
          "kms:EnableKey",
          "kms:DisableKey",
          "kms:EnableKeyRotation",
          "kms:DisableKeyRotation",
          "kms:RotateKeyOnDemand",
          "kms:RevokeGrant",
          "kms:ReplicateKey",
          "kms:UpdatePrimaryRegion",
          "kms:ScheduleKeyDeletion",
          "kms:CancelKeyDeletion");
  private static final List<String> USE =
      List.of(
          "kms:Encrypt",
          "kms:Decrypt",
          "kms:ReEncrypt*",
          "kms:GenerateDataKey*",
          "kms:DescribeKey");
  private static final List<String> LOG =
      List.of(
          "kms:Encrypt*",
          "kms:Decrypt*",
          "kms:ReEncrypt*",
          "kms:GenerateDataKey*",
          "kms:Describe*");

  private final DeclaredKey key;
  private final ArrayNode statements = JSON.arrayNode();

  private KeyPolicy(DeclaredKey key) {
    this.key = key;
  }

  /** The policy as JSON. */
  static String of(DeclaredKey key) {
    var policy = new KeyPolicy(key);
    policy.administration();
    policy.dataKeys();
    policy.use();
    ObjectNode document = JSON.objectNode().put("Version", "2012-10-17");
    document.set("Statement", policy.statements);
    return document.toString();
  }

  private void administration() {
    statement("AccountAdministers", List.of(root()), ADMINISTER, _ -> {});
    statement("AdministratorsAdminister", principals().administrators(), ADMINISTER, _ -> {});
    statement(
        "AnyoneWithTheRightProves",
        List.of(root()),
        List.of("kms:Encrypt", "kms:Decrypt"),
        KeyPolicy::boundToTheProof);
  }

  /** What is made so nobody sees who may not decrypt, and it is bound to a namespace. */
  private void dataKeys() {
    if (key.spec().dataKeys().isPresent()) {
      statement(
          "AnyoneWithTheRightMakesDataKeys",
          List.of(root()),
          List.of("kms:GenerateDataKeyWithoutPlaintext"),
          this::boundToANamespace);
    }
  }

  private void boundToANamespace(ObjectNode statement) {
    String context = "kms:EncryptionContext:";
    condition(statement, "StringEquals", context + Api.ENCRYPTION_KEY, List.of(key.name()));
    condition(statement, "Null", context + KeyConfigMap.CONTEXT, List.of("false"));
    condition(
        statement,
        "ForAllValues:StringEquals",
        "kms:EncryptionContextKeys",
        List.of(Api.ENCRYPTION_KEY, KeyConfigMap.CONTEXT));
  }

  private static void boundToTheProof(ObjectNode statement) {
    condition(
        statement, "StringEquals", "kms:EncryptionContext:" + KeyProof.CONTEXT, KeyProof.VALUES);
    condition(
        statement,
        "ForAllValues:StringEquals",
        "kms:EncryptionContextKeys",
        List.of(KeyProof.CONTEXT));
  }

  private void use() {
    statement("WorkloadsUse", principals().workloads(), USE, _ -> {});
    statement("CsiUses", principals().csi(), USE, _ -> {});
    statement(
        "CsiGrants",
        principals().csi(),
        List.of("kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"),
        s -> condition(s, "Bool", "kms:GrantIsForAWSResource", List.of("true")));
    logs("LogsUse", "aws:logs:arn", principals().logs());
    logs("DetectorsUse", "aws-crypto-ec:aws:logs:arn", detectors());
  }

  private void logs(String id, String context, List<String> arns) {
    if (!arns.isEmpty()) {
      ObjectNode logs = allow(id, LOG);
      logs.set("Principal", JSON.objectNode().put("Service", logService()));
      condition(logs, "ArnEquals", "kms:EncryptionContext:" + context, arns);
    }
  }

  /** A detector encrypts with a second context of another name. */
  private List<String> detectors() {
    return principals().logs().stream().filter(arn -> arn.contains(":anomaly-detector:")).toList();
  }

  private KeyPrincipals principals() {
    return key.spec().principals();
  }

  private String root() {
    return "arn:" + key.identity().partition() + ":iam::" + key.identity().account() + ":root";
  }

  private String logService() {
    String suffix = key.identity().partition().equals("aws-cn") ? ".cn" : "";
    return "logs." + key.region() + ".amazonaws.com" + suffix;
  }

  /** A statement for these principals; none at all for none. */
  private void statement(
      String id, List<String> principals, List<String> actions, Consumer<ObjectNode> more) {
    if (principals.isEmpty()) {
      return;
    }
    ObjectNode statement = allow(id, actions);
    statement.set("Principal", JSON.objectNode().set("AWS", array(principals)));
    more.accept(statement);
  }

  private ObjectNode allow(String id, List<String> actions) {
    ObjectNode statement = statements.addObject().put("Sid", id).put("Effect", "Allow");
    statement.set("Action", array(actions));
    return statement.put("Resource", "*");
  }

  private static void condition(
      ObjectNode statement, String operator, String name, List<String> values) {
    statement
        .withObjectProperty("Condition")
        .set(operator, JSON.objectNode().set(name, array(values)));
  }

  private static ArrayNode array(List<String> values) {
    ArrayNode array = JSON.arrayNode();
    values.stream().distinct().sorted().forEach(array::add);
    return array;
  }
}
