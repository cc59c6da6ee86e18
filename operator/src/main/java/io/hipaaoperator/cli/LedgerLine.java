package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hipaaoperator.ledger.NoteKey;
import io.hipaaoperator.postgres.DatabaseFailure;
import io.hipaaoperator.sequencer.LogConflict;
import io.hipaaoperator.sequencer.Sequencer.Outcome;
import io.hipaaoperator.sequencer.StoreFailure;

/**
 * The line of JSON that a run of the log's writer prints.
 *
 * @param place digest of which database it read, and where it published
 */
record LedgerLine(String place) {
  private static final String BUSY = "BUSY";

  String published(Outcome outcome, NoteKey key) {
    ObjectNode line = line("PUBLISHED");
    if (outcome.restored() > 0) {
      line.put("restored", outcome.restored());
    }
    return line.put("origin", key.name())
        .put("key", key.toString())
        .put("added", outcome.added())
        .put("size", outcome.size())
        .put("root", outcome.root())
        .put("checkpoints", outcome.published())
        .toString();
  }

  String busy() {
    return line(BUSY).toString();
  }

  /** That of a run that did not publish; a bug has none. */
  String failed(RuntimeException failure) {
    return line(outcome(failure)).put("message", failure.getMessage()).toString();
  }

  private ObjectNode line(String outcome) {
    return JsonNodeFactory.instance.objectNode().put("outcome", outcome).put("place", place);
  }

  private static String outcome(RuntimeException failure) {
    return switch (failure) {
      case LogConflict _ -> "REFUSED";
      case StoreFailure _ -> "UNREACHABLE";
      case DatabaseFailure lost ->
          switch (lost.kind()) {
            case UNREACHABLE -> "UNREACHABLE";
            case BUSY -> BUSY;
            case REFUSED -> "INVALID";
          };
      default -> "INVALID";
    };
  }
}
