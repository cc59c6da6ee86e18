package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Pages.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.Tag;

/** KMS through the SDK: a call for a call, nothing else. */
final class SdkKms implements Kms {
  private static final String POLICY = "default";
  private static final int PAGE = 1000;
  private static final int TAG_PAGE = 50;

  private final KmsClient kms;
  private final KmsClient once;
  private final Calls calls;

  /** Calls through the one client, and makes keys through the other, which never tries twice. */
  SdkKms(KmsClient kms, KmsClient once, Calls calls) {
    this.kms = kms;
    this.once = once;
    this.calls = calls;
  }

  @Override
  public Answer<Key> describe(String id) {
    return calls
        .run(Action.DESCRIBE_KEY, () -> kms.describeKey(r -> r.keyId(id)))
        .map(answer -> key(answer.keyMetadata()));
  }

  @Override
  public Answer<List<String>> keys() {
    return Pages.all(
        marker ->
            calls
                .run(Action.LIST_KEYS, () -> kms.listKeys(r -> r.limit(PAGE).marker(marker)))
                .map(
                    page ->
                        new Page<>(
                            page.keys().stream().map(key -> key.keyArn()).toList(),
                            page.nextMarker())));
  }

  @Override
  public Answer<Map<String, String>> tags(String id) {
    return Pages.<Tag>all(
            marker ->
                calls
                    .run(
                        Action.LIST_KEY_TAGS,
                        () -> kms.listResourceTags(r -> r.keyId(id).limit(TAG_PAGE).marker(marker)))
                    .map(page -> new Page<>(page.tags(), page.nextMarker())))
        .map(SdkKms::asMap);
  }

  private static Map<String, String> asMap(List<Tag> tags) {
    Map<String, String> map = new TreeMap<>();
    tags.forEach(tag -> map.put(tag.tagKey(), tag.tagValue()));
    return map;
  }

  @Override
  public Answer<String> policy(String id) {
    return calls
        .run(Action.GET_KEY_POLICY, () -> kms.getKeyPolicy(r -> r.keyId(id).policyName(POLICY)))
        .map(answer -> answer.policy());
  }

  @Override
  public Answer<Rotation> rotation(String id) {
    return calls
        .run(Action.GET_KEY_ROTATION_STATUS, () -> kms.getKeyRotationStatus(r -> r.keyId(id)))
        .map(SdkKms::rotation);
  }

  private static Rotation rotation(GetKeyRotationStatusResponse status) {
    return new Rotation(
        status.keyRotationEnabled(),
        Optional.ofNullable(status.rotationPeriodInDays()),
        Optional.ofNullable(status.nextRotationDate()));
  }

  @Override
  public Answer<List<Instant>> rotations(String id) {
    return Pages.all(
        marker ->
            calls
                .run(
                    Action.LIST_KEY_ROTATIONS,
                    () -> kms.listKeyRotations(r -> r.keyId(id).limit(PAGE).marker(marker)))
                .map(
                    page ->
                        new Page<>(
                            page.rotations().stream().map(done -> done.rotationDate()).toList(),
                            page.nextMarker())));
  }

  @Override
  public Answer<Key> create(NewKey key) {
    return calls
        .run(
            Action.CREATE_KEY,
            () ->
                once.createKey(
                    r ->
                        r.description(key.description())
                            .policy(key.policy())
                            .multiRegion(key.multiRegion())
                            .tags(tags(key.tags()))))
        .map(answer -> key(answer.keyMetadata()));
  }

  @Override
  public Answer<Done> createAlias(String alias, String id) {
    return calls.perform(
        Action.CREATE_ALIAS, () -> kms.createAlias(r -> r.aliasName(alias).targetKeyId(id)));
  }

  @Override
  public Answer<Done> moveAlias(String alias, String id) {
    return calls.perform(
        Action.UPDATE_ALIAS, () -> kms.updateAlias(r -> r.aliasName(alias).targetKeyId(id)));
  }

  @Override
  public Answer<Done> describe(String id, String description) {
    return calls.perform(
        Action.UPDATE_KEY_DESCRIPTION,
        () -> kms.updateKeyDescription(r -> r.keyId(id).description(description)));
  }

  @Override
  public Answer<Done> tag(String id, Map<String, String> tags) {
    return calls.perform(Action.TAG_KEY, () -> kms.tagResource(r -> r.keyId(id).tags(tags(tags))));
  }

  @Override
  public Answer<Done> putPolicy(String id, String policy) {
    return calls.perform(
        Action.PUT_KEY_POLICY,
        () -> kms.putKeyPolicy(r -> r.keyId(id).policyName(POLICY).policy(policy)));
  }

  @Override
  public Answer<Done> rotate(String id, int periodDays) {
    return calls.perform(
        Action.ENABLE_KEY_ROTATION,
        () -> kms.enableKeyRotation(r -> r.keyId(id).rotationPeriodInDays(periodDays)));
  }

  @Override
  public Answer<Done> cancelDeletion(String id) {
    return calls.perform(Action.CANCEL_KEY_DELETION, () -> kms.cancelKeyDeletion(r -> r.keyId(id)));
  }

  @Override
  public Answer<Done> scheduleDeletion(String id, int windowDays) {
    return calls.perform(
        Action.SCHEDULE_KEY_DELETION,
        () -> kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(windowDays)));
  }

  @Override
  public Answer<Sealed> encrypt(String id, Sealed plain, Map<String, String> context) {
    var bytes = SdkBytes.fromByteArray(plain.bytes());
    return calls
        .run(
            Action.ENCRYPT,
            () -> kms.encrypt(r -> r.keyId(id).plaintext(bytes).encryptionContext(context)))
        .map(answer -> Sealed.of(answer.ciphertextBlob().asByteArray()));
  }

  @Override
  public Answer<Sealed> generateDataKey(String id, String keySpec, Map<String, String> context) {
    return calls
        .run(
            Action.GENERATE_DATA_KEY,
            () ->
                kms.generateDataKeyWithoutPlaintext(
                    r -> r.keyId(id).keySpec(keySpec).encryptionContext(context)))
        .map(answer -> Sealed.of(answer.ciphertextBlob().asByteArray()));
  }

  @Override
  public Answer<Sealed> decrypt(String id, Sealed sealed, Map<String, String> context) {
    var bytes = SdkBytes.fromByteArray(sealed.bytes());
    return calls
        .run(
            Action.DECRYPT,
            () -> kms.decrypt(r -> r.keyId(id).ciphertextBlob(bytes).encryptionContext(context)))
        .map(answer -> Sealed.of(answer.plaintext().asByteArray()));
  }

  private static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().tagKey(tag.getKey()).tagValue(tag.getValue()).build())
        .toList();
  }

  private static Key key(KeyMetadata key) {
    return new Key(
        key.keyId(),
        key.arn(),
        key.keyStateAsString(),
        key.description() == null ? "" : key.description(),
        Optional.ofNullable(key.deletionDate()));
  }
}
