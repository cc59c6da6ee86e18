package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.apiserver.ApiServer;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.encryption.KeyChildren.KeyPlace;
import io.hipaaoperator.encryption.KeyFinalizer.Kept;
import io.hipaaoperator.encryption.KeyLook.Looked;
import io.hipaaoperator.external.ExternalPasses;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.external.Owners;
import io.hipaaoperator.external.StatusStore;
import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.kube.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at a key, plans, and repairs: everything but the report. */
public final class KeyPasses implements ExternalPasses<EncryptionKey, EncryptionKeyStatus> {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final KeyLook look;
  private final KeyChildren children;
  private final KeyFinalizer finalizer;
  private final KeyEnd end;
  private final DataKeyMaking dataKeys;

  /**
   * Passes with these controls.
   *
   * @param most the most that may be done, whatever a resource says
   * @param aws opens AWS when it is first asked
   * @param claims where a claim is written before a key is made
   * @param owners whose a key is
   * @param children keeps what a key has in the cluster
   * @param use who uses a key in the cluster
   * @param server the API server, which may encrypt with a key
   * @param finalizer holds a resource until AWS was told
   */
  public KeyPasses(
      Enforcement most,
      Supplier<Answer<Services>> aws,
      StatusStore<EncryptionKey, EncryptionKeyStatus> claims,
      Owners<EncryptionKey> owners,
      KeyChildren children,
      KeyUse use,
      ApiServer server,
      KeyFinalizer finalizer,
      List<Control<DeclaredKey>> controls,
      InstantSource clock) {
    this.look =
        new KeyLook(
            most,
            aws,
            claims,
            owners,
            use,
            server,
            List.copyOf(controls),
            new TaggedKeys(clock),
            clock);
    this.children = children;
    this.finalizer = finalizer;
    this.end = new KeyEnd(look);
    this.dataKeys = new DataKeyMaking(look, children);
  }

  @Override
  public Outcome<EncryptionKey, EncryptionKeyStatus> over(EncryptionKey resource) {
    return KeyFinalizer.isHeld(resource) ? ending(resource) : living(resource);
  }

  @Override
  public void forget(EncryptionKey resource) {
    look.forget(resource);
  }

  private Outcome<EncryptionKey, EncryptionKeyStatus> living(EncryptionKey resource) {
    Kept kept =
        look.enforcement(resource) == Enforcement.Enforce
            ? finalizer.kept(resource)
            : new Kept(resource, Optional.empty());
    Looked whole = inCluster(look.at(kept.resource()));
    KeyPass pass = whole.pass();
    return outcome(whole.resource(), kept.refusal().map(pass::refused).orElse(pass));
  }

  private Outcome<EncryptionKey, EncryptionKeyStatus> ending(EncryptionKey resource) {
    return switch (end.of(resource)) {
      case KeyEnd.Step.Stay(Obstacle why) -> {
        Looked looked = look.at(resource);
        yield ending(looked.resource(), looked.pass().held(why));
      }
      case KeyEnd.Step.Retry(Obstacle why) -> held(resource, why);
      case KeyEnd.Step.Note(String arn, String time) ->
          ending(resource, look.without(resource, scheduled(arn, time)).deleted(time));
      case KeyEnd.Step.Keep() -> kept(look.at(resource));
      case KeyEnd.Step.Go() -> released(resource);
    };
  }

  private Outcome<EncryptionKey, EncryptionKeyStatus> kept(Looked looked) {
    return KeyEnd.mayBeLost(looked.pass())
        .or(() -> KeyEnd.dataKeysMayBeLost(looked.resource()))
        .map(why -> ending(looked.resource(), looked.pass().held(why)))
        .orElseGet(() -> released(looked.resource()));
  }

  private static Obstacle scheduled(String arn, String time) {
    return Obstacle.waiting(
        "KeyDeletionScheduled",
        "AWS deletes %s, and nobody can read then what it encrypts: %s. Until then: aws kms cancel-key-deletion --key-id %s"
            .formatted(arn, time, arn),
        SOON);
  }

  private Outcome<EncryptionKey, EncryptionKeyStatus> held(EncryptionKey resource, Obstacle why) {
    return ending(resource, look.without(resource, why).held(why));
  }

  /**
   * What it has in the cluster goes with it: Kubernetes may be about to remove it already. Its data
   * keys do not, and whoever waits for them may be told of no other.
   */
  private Outcome<EncryptionKey, EncryptionKeyStatus> ending(EncryptionKey resource, KeyPass pass) {
    EncryptionKeyStatus before = KeyStatus.of(resource);
    ChildPass kept = children.keepDataKeys(resource, look.enforcement(resource));
    KeyPass told = told(before, pass);
    KeyPass whole = dataKeys.ending(resource).map(all -> told.with(all, resource)).orElse(told);
    return outcome(resource, whole.with(kept, Optional.ofNullable(before.storageClass())));
  }

  /** That AWS deletes the key is said until a look shows that it does not. */
  private static KeyPass told(EncryptionKeyStatus before, KeyPass pass) {
    boolean isRescued = pass.seen().filter(seen -> !seen.key().isDying()).isPresent();
    return Optional.ofNullable(before.deletion())
        .filter(_ -> !isRescued && pass.deletion().isEmpty())
        .map(pass::deleted)
        .orElse(pass);
  }

  /** It is gone, so that its status is left alone; unless that was refused. */
  private Outcome<EncryptionKey, EncryptionKeyStatus> released(EncryptionKey resource) {
    EncryptionKeyStatus before = KeyStatus.of(resource);
    var gone = Obstacle.waiting("Released", "it goes", SOON);
    return finalizer
        .released(resource)
        .refusal()
        .map(refusal -> held(resource, refused(refusal)))
        .orElseGet(
            () ->
                new Outcome<>(
                    resource,
                    look.without(resource, gone).external(),
                    (_, _) -> before,
                    List.of(),
                    Optional.empty()));
  }

  private static Obstacle refused(Refusal refusal) {
    return Obstacle.waiting("WriteRefused", Refusal.words(List.of(refusal)), SOON);
  }

  private static Outcome<EncryptionKey, EncryptionKeyStatus> outcome(
      EncryptionKey resource, KeyPass pass) {
    EncryptionKeyStatus before = KeyStatus.of(resource);
    return new Outcome<>(
        resource,
        pass.external(),
        (history, now) -> KeyStatus.next(before, pass, history, now),
        KeyNews.of(before, pass),
        pass.deletion().filter(_ -> before.deletion() == null).map(_ -> SOON));
  }

  /** What it has there is kept while AWS is away, too: which key it is was seen before. */
  private Looked inCluster(Looked looked) {
    EncryptionKeyStatus before = KeyStatus.of(looked.resource());
    return looked
        .pass()
        .place(before)
        .map(place -> inCluster(looked, place))
        .orElseGet(() -> new Looked(looked.resource(), unlooked(before, looked.pass())));
  }

  private Looked inCluster(Looked looked, KeyPlace place) {
    DataKeyMaking.Kept kept = dataKeys.over(looked.resource(), looked.pass(), place);
    KeyPass pass = looked.pass().with(kept.pass(), kept.resource());
    return new Looked(kept.resource(), withChildren(kept.resource(), pass, place));
  }

  private KeyPass withChildren(EncryptionKey resource, KeyPass pass, KeyPlace place) {
    var key = ClusterKey.of(resource, place.arn(), place.region());
    return pass.with(
        children.keep(resource, look.enforcement(resource), place),
        EncryptedClass.of(key).map(wanted -> wanted.getMetadata().getName()));
  }

  private static KeyPass unlooked(EncryptionKeyStatus before, KeyPass pass) {
    return pass.with(
        ChildPass.unlooked(before.inventory()), Optional.ofNullable(before.storageClass()));
  }

  @Override
  public List<Announcement> farewell(EncryptionKeyStatus last) {
    return KeyNews.farewell(last);
  }
}
