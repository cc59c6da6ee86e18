package io.hipaaoperator.aws;

/**
 * Every call to AWS that the program may make. The rate is a half of what AWS grants an account in
 * a region by default, since others work there too.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html">KMS
 *     request quotas</a>
 */
public enum Action {
  GET_CALLER_IDENTITY("sts:GetCallerIdentity", Access.READ, 25),
  DESCRIBE_KEY("kms:DescribeKey", Access.READ, 1000),
  LIST_KEYS("kms:ListKeys", Access.READ, 250),
  LIST_RESOURCE_TAGS("kms:ListResourceTags", Access.READ, 1000),
  GET_KEY_POLICY("kms:GetKeyPolicy", Access.READ, 500),
  GET_KEY_ROTATION_STATUS("kms:GetKeyRotationStatus", Access.READ, 500),
  LIST_KEY_ROTATIONS("kms:ListKeyRotations", Access.READ, 50),
  CREATE_KEY("kms:CreateKey", Access.WRITE, 2),
  CREATE_ALIAS("kms:CreateAlias", Access.WRITE, 2),
  UPDATE_ALIAS("kms:UpdateAlias", Access.WRITE, 2),
  UPDATE_KEY_DESCRIPTION("kms:UpdateKeyDescription", Access.WRITE, 2),
  TAG_RESOURCE("kms:TagResource", Access.WRITE, 5),
  PUT_KEY_POLICY("kms:PutKeyPolicy", Access.WRITE, 7),
  ENABLE_KEY_ROTATION("kms:EnableKeyRotation", Access.WRITE, 7),
  CANCEL_KEY_DELETION("kms:CancelKeyDeletion", Access.WRITE, 2),
  ENCRYPT("kms:Encrypt", Access.WRITE, 100),
  DECRYPT("kms:Decrypt", Access.WRITE, 100);

  private final String iam;
  private final Access access;
  private final int perSecond;

  Action(String iam, Access access, int perSecond) {
    this.iam = iam;
    this.access = access;
    this.perSecond = perSecond;
  }

  /** What a call does; using a key is no reading. */
  public enum Access {
    READ,
    WRITE
  }

  /** The right that the call needs, as an IAM policy names it. */
  public String iam() {
    return iam;
  }

  /** Whether it changes anything. */
  public Access access() {
    return access;
  }

  /** How many calls a second are made at most. */
  int perSecond() {
    return perSecond;
  }
}
