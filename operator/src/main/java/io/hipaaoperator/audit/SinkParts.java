package io.hipaaoperator.audit;

import io.hipaaoperator.api.SinkAlarms;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.LogGroups.Group;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads what belongs to a log group that is there: each part with the calls that it needs. */
record SinkParts(Services services, DeclaredSink declared, Group group) {

  /** All parts, in the order in which they are repaired. */
  List<SinkPart> read() {
    return Stream.of(
            Stream.of(masking(), subscriptions(), queries(), alerting(), anomalies()),
            archive(),
            Stream.of(writers()))
        .flatMap(parts -> parts)
        .toList();
  }

  private SinkPart subscriptions() {
    return new Subscriptions(
        declared,
        ifAny(
            declared.spec().boundsSubscribers() && group.isStandard(),
            () -> services.ways().subscriptions(group.name())));
  }

  private SinkPart queries() {
    return new SavedQueries(
        declared,
        ifAny(
            !SavedQueries.declaredBy(declared).isEmpty(),
            () -> services.logs().queries().list(Folder.ALL)));
  }

  private SinkPart alerting() {
    SinkAlarms alarms = declared.spec().alarms();
    return new Alerting(
        declared,
        ifAny(alarms.countEvents(), () -> services.logs().metrics().filters(group.name())),
        ifAny(alarms.areAny(), () -> services.alarms().list(Folder.ALL)));
  }

  private SinkPart anomalies() {
    return new AnomalySearch(
        declared,
        group,
        ifAny(
            declared.spec().anomalies().looks(),
            () -> services.logs().metrics().detectors(group.arn())));
  }

  private static <T> Answer<List<T>> ifAny(boolean isDeclared, Supplier<Answer<List<T>>> read) {
    return isDeclared ? read.get() : Answer.known(List.of());
  }

  private Stream<SinkPart> archive() {
    return declared.archive().stream()
        .map(archive -> new ArchiveSearch(services, declared, archive))
        .map(search -> new Archive(declared, search.archive(), search.found()));
  }

  private SinkPart writers() {
    var rights = new WriterRights(group.arn(), declared.archive().map(this::arn));
    return new Writers(
        declared.spec().writers().stream()
            .map(role -> WriterLook.of(role, rights, declared.past().writers(), declared.now()))
            .map(look -> look.at(services.roles()))
            .toList());
  }

  private String arn(DeclaredArchive archive) {
    return "arn:%s:s3:::%s".formatted(group.arn().split(":", 3)[1], archive.bucket());
  }

  private SinkPart masking() {
    return new Masking(declared, group, services.logs().groups().dataProtection(group.name()));
  }
}
