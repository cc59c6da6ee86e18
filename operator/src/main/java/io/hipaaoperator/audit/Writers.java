package io.hipaaoperator.audit;

import io.hipaaoperator.api.WriterStatus;
import io.hipaaoperator.api.WriterStatus.Result;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import io.hipaaoperator.drift.SettingComparison.Found;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The roles that write to a sink. They are not ours: what is wrong with them is told, and left
 * alone. What IAM does not tell is no setting, so that the sink is ready all the same; the controls
 * say that it is not known.
 *
 * @param all what is said of each
 */
record Writers(List<WriterStatus> all) implements SinkPart {
  private static final FieldPath ROOT = FieldPath.ROOT.child("writers");
  private static final Remedy<SinkWrite> LEFT =
      new Remedy.Person<>(
          "WriterUnbounded", "the role is not the operator's; its owner has to mend its policies");

  /** Whether a deviation is one of a writer, and not of the log group. */
  static boolean concerns(Found<?> found) {
    return found.setting().path().within(ROOT);
  }

  @Override
  public List<Setting<SinkWrite>> settings() {
    return all.stream().flatMap(Writers::setting).toList();
  }

  private static Stream<Setting<SinkWrite>> setting(WriterStatus writer) {
    return writer.deviates() || writer.result() == Result.WriteOnly
        ? Stream.of(
            new Setting<>(
                ROOT.child(writer.role()),
                Setting.digest(String.join(" ", writer.about())),
                new Fact.Known<>(deviation(writer)),
                LEFT))
        : Stream.empty();
  }

  private static Optional<Deviation> deviation(WriterStatus writer) {
    return writer.deviates()
        ? Optional.of(Deviation.changed(WriterFinding.BOUNDED, found(writer), true))
        : Optional.empty();
  }

  private static String found(WriterStatus writer) {
    return Stream.of(line("allowed ", writer.may()), line("denied ", writer.lacks()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("; "));
  }

  private static Optional<String> line(String word, List<String> actions) {
    return Optional.of(word + String.join(", ", actions)).filter(_ -> !actions.isEmpty());
  }

  @Override
  public Facts with(Facts facts) {
    return facts.with(AuditFacts.WRITERS, all);
  }
}
