package io.hipaaoperator.cluster;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;

/** Roles of applications that a test makes, and takes away again. */
public final class IamRoles implements AutoCloseable {
  private static final String POLICY = "test";
  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"Service": "ec2.amazonaws.com"}}]}
      """;

  private final IamClient iam;
  private final List<String> names = new ArrayList<>();

  /** In the emulator of all tests. */
  public IamRoles() {
    this(Emulator.iam());
  }

  IamRoles(IamClient iam) {
    this.iam = iam;
  }

  /** Makes a role that may do nothing, and tells its ARN. */
  public String create(String name) {
    names.add(name);
    return iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST)).role().arn();
  }

  /** A statement of a policy. */
  public static String statement(String effect, String action, String resource) {
    return "{\"Effect\": \"%s\", \"Action\": \"%s\", \"Resource\": \"%s\"}"
        .formatted(effect, action, resource);
  }

  /** What docs/log-writers.md gives a role that writes to a log group, by ARN. */
  public static String writes(String group) {
    return """
        {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "%s:*"}\
        """
        .formatted(group);
  }

  /** Lets a role, by ARN, do what these statements say, and nothing else. */
  public void put(String role, String... statements) {
    String policy =
        "{\"Version\": \"2012-10-17\", \"Statement\": [%s]}"
            .formatted(String.join(", ", statements));
    iam.putRolePolicy(r -> r.roleName(name(role)).policyName(POLICY).policyDocument(policy));
  }

  /** Deletes a role, by ARN. */
  public void remove(String role) {
    String name = name(role);
    iam.listRolePolicies(r -> r.roleName(name))
        .policyNames()
        .forEach(policy -> iam.deleteRolePolicy(r -> r.roleName(name).policyName(policy)));
    iam.deleteRole(r -> r.roleName(name));
    names.remove(name);
  }

  private static String name(String role) {
    return role.substring(role.lastIndexOf('/') + 1);
  }

  @Override
  public void close() {
    List.copyOf(names).forEach(this::remove);
    iam.close();
  }
}
