package io.hipaaoperator.docs;

import io.hipaaoperator.api.Api;

/** A condition of a right in AWS: an operator, a key of the request, and what it must be. */
enum IamCondition {
  /** A key or a bucket of another account may let us in; we don't go. */
  OF_OUR_ACCOUNT("StringEquals", "aws:ResourceAccount", "${aws:PrincipalAccount}"),
  WITH_OUR_TAG("StringEquals", "aws:ResourceTag/" + Api.MANAGED_BY, Api.MANAGER),
  GIVEN_OUR_TAG("StringEquals", "aws:RequestTag/" + Api.MANAGED_BY, Api.MANAGER),
  WITHOUT_ALIAS("Null", "kms:ResourceAliases", "true"),
  /** No data have such an encryption context, so none can be decrypted. */
  IN_A_PROOF("Null", "kms:EncryptionContext:" + Api.GROUP + "/proof", "false"),
  /** Who decrypts it has to name a namespace. */
  OF_A_NAMESPACE("Null", "kms:EncryptionContext:" + Api.GROUP + "/namespace", "false"),
  /** An alarm may also stop a machine. */
  TELLS_PEOPLE("ForAllValues:StringLike", "cloudwatch:AlarmActions", "arn:aws:sns:*");

  private final String operator;
  private final String key;
  private final String value;

  IamCondition(String operator, String key, String value) {
    this.operator = operator;
    this.key = key;
    this.value = value;
  }

  String operator() {
    return operator;
  }

  String key() {
    return key;
  }

  String value() {
    return value;
  }
}
