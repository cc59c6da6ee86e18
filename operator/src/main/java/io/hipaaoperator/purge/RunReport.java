package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.DatabaseFailure;
import io.hipaaoperator.postgres.Session;
import io.hipaaoperator.purge.PurgeResult.Outcome;
import io.hipaaoperator.purge.PurgeResult.Resurrected;
import io.hipaaoperator.purge.PurgeResult.TargetResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Says what went: in the outbox, and to who started the run. Also of a run that fails midway, so
 * far as it is known.
 */
final class RunReport {
  private final PurgePlan plan;
  private final Session session;
  private final Outbox outbox;
  private final Deletion deletion;
  private final List<Work> all;
  private final long resurrected;
  private @Nullable String receipt;

  /**
   * Of a run.
   *
   * @param resurrected how many deleted rows were found again
   */
  RunReport(
      PurgePlan plan,
      Session session,
      Outbox outbox,
      Deletion deletion,
      List<Work> all,
      long resurrected) {
    this.plan = plan;
    this.session = session;
    this.outbox = outbox;
    this.deletion = deletion;
    this.all = all;
    this.resurrected = resurrected;
  }

  /** Writes the result of each table; what is committed then is exactly what was counted. */
  void write() {
    MessageDigest digest = Sha256.of();
    digest.update(outbox.run().toString().getBytes(StandardCharsets.UTF_8));
    for (Work work : all) {
      for (Node node : work.sql().target().nodes()) {
        Tally gone = deletion.gone(node);
        outbox.summary("RESULT", node, gone, work.sql().cutoff());
        digest.update(gone.digest());
      }
    }
    session.commit();
    receipt = HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Of a run that came to its end.
   *
   * @param now what there is of each target
   * @param again how many of the rows that were found again are gone anew
   */
  PurgeResult ended(List<Survey> now, long again) {
    List<TargetResult> targets =
        IntStream.range(0, all.size()).mapToObj(i -> target(all.get(i)).with(now.get(i))).toList();
    return deletion.stopped()
        ? result(Outcome.BUSY, targets, again, "somebody is laying or releasing legal holds")
        : result(Outcome.PURGED, targets, again, null);
  }

  /**
   * Of a run that did not. Where the connection still answers, what was counted is all: a commit
   * that was asked for would have been answered too.
   */
  PurgeResult failed(RuntimeException failure) {
    if (receipt == null) {
      writeIfPossible(failure);
    }
    return result(Outcome.FAILED, all.stream().map(this::target).toList(), null, reason(failure));
  }

  private void writeIfPossible(RuntimeException failure) {
    try {
      session.rollback();
      write();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Of what nobody foresaw the kind alone, since its words may hold anything. */
  private static String reason(RuntimeException failure) {
    return failure instanceof PlanError || failure instanceof DatabaseFailure
        ? String.valueOf(failure.getMessage())
        : "this is a bug: " + failure.getClass().getName();
  }

  private PurgeResult result(
      Outcome outcome, List<TargetResult> targets, @Nullable Long again, @Nullable String message) {
    return new PurgeResult(
        outcome,
        plan.hash(),
        outbox.run().toString(),
        targets,
        new Resurrected(resurrected, again),
        receipt,
        message);
  }

  private TargetResult target(Work work) {
    Target target = work.sql().target();
    long gone = target.nodes().stream().mapToLong(node -> deletion.gone(node).rows()).sum();
    long roots = deletion.gone(target.root()).rows();
    return TargetResult.of(work, roots, gone - roots);
  }
}
