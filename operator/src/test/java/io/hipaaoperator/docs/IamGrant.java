package io.hipaaoperator.docs;

import static io.hipaaoperator.docs.IamCondition.OF_OUR_ACCOUNT;
import static io.hipaaoperator.docs.IamCondition.WITH_OUR_TAG;

import io.hipaaoperator.aws.Action;
import io.hipaaoperator.aws.LogEvents;
import java.util.List;
import java.util.Set;

/**
 * On what, and on which conditions, the operator gets a right in AWS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Actions,
 *     resources, and condition keys of AWS services</a>
 */
enum IamGrant {
  /** What has no names in AWS, so that no right can be limited to some. */
  NAMELESS("*"),
  KEYS("arn:aws:kms:*:*:key/*", OF_OUR_ACCOUNT),
  /** A key with an alias is in use, and would be ours if we could give it our tag. */
  NEW_KEYS("*", IamCondition.GIVEN_OUR_TAG, IamCondition.WITHOUT_ALIAS),
  OUR_KEYS("arn:aws:kms:*:*:key/*", OF_OUR_ACCOUNT, WITH_OUR_TAG),
  PROOFS("arn:aws:kms:*:*:key/*", OF_OUR_ACCOUNT, WITH_OUR_TAG, IamCondition.IN_A_PROOF),
  /** AWS shows none, and keeps nothing of it. */
  DATA_KEYS("arn:aws:kms:*:*:key/*", OF_OUR_ACCOUNT, WITH_OUR_TAG, IamCondition.OF_A_NAMESPACE),
  ALIASES("arn:aws:kms:*:*:alias/*"),
  LOG_GROUPS("arn:aws:logs:*:*:log-group:*"),
  OUR_LOG_GROUPS("arn:aws:logs:*:*:log-group:*", WITH_OUR_TAG),
  OUR_LOG_STREAMS("arn:aws:logs:*:*:log-group:*:log-stream:" + LogEvents.STREAM),
  ANOMALY_DETECTORS("arn:aws:logs:*:*:anomaly-detector:*"),
  ALARMS("arn:aws:cloudwatch:*:*:alarm:*"),
  TELLING_ALARMS("arn:aws:cloudwatch:*:*:alarm:*", IamCondition.TELLS_PEOPLE),
  ROLES("arn:aws:iam::*:role/*"),
  NEW_BUCKETS("arn:aws:s3:::*"),
  BUCKETS("arn:aws:s3:::*", OF_OUR_ACCOUNT),
  /** Versions of objects: legal holds and tags, never what is in one. */
  OBJECTS("arn:aws:s3:::*/*", OF_OUR_ACCOUNT),
  CLUSTERS("arn:aws:eks:*:*:cluster/*");

  private final String resource;
  private final List<IamCondition> conditions;

  IamGrant(String resource, IamCondition... conditions) {
    this.resource = resource;
    this.conditions = List.of(conditions);
  }

  String resource() {
    return resource;
  }

  List<IamCondition> conditions() {
    return conditions;
  }

  /** On what an action is granted; more than one where it touches more than one thing. */
  static Set<IamGrant> of(Action action) {
    return switch (action) {
      case GET_CALLER_IDENTITY,
          LIST_KEYS,
          DESCRIBE_QUERY_DEFINITIONS,
          PUT_QUERY_DEFINITION,
          DESCRIBE_VOLUMES,
          GET_RESOURCES ->
          Set.of(NAMELESS);
      case DESCRIBE_KEY,
          LIST_KEY_TAGS,
          GET_KEY_POLICY,
          GET_KEY_ROTATION_STATUS,
          LIST_KEY_ROTATIONS,
          LIST_GRANTS ->
          Set.of(KEYS);
      case CREATE_KEY -> Set.of(NEW_KEYS);
      case TAG_KEY -> Set.of(NEW_KEYS, OUR_KEYS);
      case CREATE_ALIAS, UPDATE_ALIAS -> Set.of(ALIASES, OUR_KEYS);
      case UPDATE_KEY_DESCRIPTION,
          PUT_KEY_POLICY,
          ENABLE_KEY_ROTATION,
          CANCEL_KEY_DELETION,
          SCHEDULE_KEY_DELETION ->
          Set.of(OUR_KEYS);
      case ENCRYPT, DECRYPT -> Set.of(PROOFS);
      case GENERATE_DATA_KEY -> Set.of(DATA_KEYS);
      case DESCRIBE_LOG_GROUPS,
          GET_DATA_PROTECTION_POLICY,
          DESCRIBE_METRIC_FILTERS,
          DESCRIBE_SUBSCRIPTION_FILTERS,
          LIST_LOG_ANOMALY_DETECTORS,
          CREATE_LOG_GROUP,
          CREATE_LOG_ANOMALY_DETECTOR ->
          Set.of(LOG_GROUPS);
      case LIST_LOG_TAGS, TAG_LOGS -> Set.of(LOG_GROUPS, ANOMALY_DETECTORS);
      case UPDATE_LOG_ANOMALY_DETECTOR -> Set.of(ANOMALY_DETECTORS);
      case PUT_RETENTION_POLICY,
          ASSOCIATE_KMS_KEY,
          PUT_LOG_GROUP_DELETION_PROTECTION,
          PUT_DATA_PROTECTION_POLICY,
          PUT_METRIC_FILTER,
          CREATE_LOG_STREAM,
          FILTER_LOG_EVENTS ->
          Set.of(OUR_LOG_GROUPS);
      case PUT_LOG_EVENTS -> Set.of(OUR_LOG_STREAMS);
      case DESCRIBE_ALARMS -> Set.of(ALARMS);
      case PUT_METRIC_ALARM -> Set.of(TELLING_ALARMS);
      case SIMULATE_PRINCIPAL_POLICY -> Set.of(ROLES);
      case CREATE_BUCKET -> Set.of(NEW_BUCKETS);
      case GET_BUCKET_LOCATION,
          GET_BUCKET_TAGGING,
          GET_BUCKET_POLICY,
          GET_PUBLIC_ACCESS_BLOCK,
          GET_BUCKET_OWNERSHIP_CONTROLS,
          GET_BUCKET_VERSIONING,
          GET_OBJECT_LOCK_CONFIGURATION,
          GET_BUCKET_LIFECYCLE,
          GET_BUCKET_ENCRYPTION,
          GET_BUCKET_LOGGING,
          GET_BUCKET_REPLICATION,
          PUT_BUCKET_TAGGING,
          PUT_BUCKET_POLICY,
          PUT_PUBLIC_ACCESS_BLOCK,
          PUT_BUCKET_LIFECYCLE,
          PUT_BUCKET_ENCRYPTION,
          PUT_BUCKET_LOGGING,
          LIST_OBJECT_VERSIONS ->
          Set.of(BUCKETS);
      case GET_OBJECT_LEGAL_HOLD, GET_OBJECT_TAGGING, PUT_OBJECT_TAGGING, PUT_OBJECT_LEGAL_HOLD ->
          Set.of(OBJECTS);
      case PUT_BUCKET_OWNERSHIP_CONTROLS, PUT_BUCKET_VERSIONING, PUT_OBJECT_LOCK_CONFIGURATION ->
          Set.of(NEW_BUCKETS);
      case DESCRIBE_CLUSTER -> Set.of(CLUSTERS);
    };
  }

  /** Rights without a call of their own, which a call needs as well: tags with what is made. */
  static List<String> also(Action action) {
    return switch (action) {
      case CREATE_BUCKET -> List.of("s3:TagResource");
      case PUT_METRIC_ALARM -> List.of("cloudwatch:TagResource");
      default -> List.of();
    };
  }
}
