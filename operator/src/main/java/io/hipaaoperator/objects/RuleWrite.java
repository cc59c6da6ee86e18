package io.hipaaoperator.objects;

import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.ObjectRules.LifecycleRule;

/**
 * A rule that is put in the place of the one of its id: nothing else of the bucket changes.
 *
 * @param bucket where
 * @param rule the rule
 */
public record RuleWrite(Bucket bucket, LifecycleRule rule) {}
