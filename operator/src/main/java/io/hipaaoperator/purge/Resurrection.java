package io.hipaaoperator.purge;

import io.hipaaoperator.ledger.RecordDigests;
import io.hipaaoperator.postgres.Session;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Rows that have a receipt of their deletion and are there all the same, as after a restore. What
 * is due is looked at, held or not: the database is asked for receipts by their digests, of many
 * rows at once, since each question costs it a look through all receipts.
 */
final class Resurrection {
  private static final int PAGE = 50_000;

  private final Session scan;
  private final Bookkeeping tables;
  private final RecordDigests digests;
  private final Found found;
  private long rows;

  /** Is told of rows whose receipt says that they are gone; of each once. */
  interface Found {
    void rows(Node node, List<byte[]> digests);
  }

  /**
   * A search.
   *
   * @param scan looks; its snapshot is that of the candidates
   */
  Resurrection(Session scan, Bookkeeping tables, RecordDigests digests, Found found) {
    this.scan = scan;
    this.tables = tables;
    this.digests = digests;
    this.found = found;
  }

  /** How many were found, those below records that were found among them. */
  long rows() {
    return rows;
  }

  /**
   * Looks at the candidates of a target and at what is due and held.
   *
   * @param candidates receives the digests of the candidates in their order
   */
  void look(Work work, Holds holds, Consumer<List<byte[]>> candidates) {
    look(work.sql(), work.candidates(), candidates);
    if (work.survey().held() > 0) {
      look(work.sql(), Candidates.held(scan, work, holds), _ -> {});
    }
  }

  private void look(TargetSql sql, Candidates candidates, Consumer<List<byte[]>> receiver) {
    Node root = sql.target().root();
    var page = new Page(root);
    for (List<List<String>> keys = candidates.next(); !keys.isEmpty(); keys = candidates.next()) {
      receiver.accept(page.add(keys));
      if (page.isFull()) {
        below(sql, page.ask());
      }
    }
    below(sql, page.ask());
    candidates.rewind();
  }

  /** Rows below are there only if their record is: where none was found nothing is asked. */
  private void below(TargetSql sql, List<List<String>> records) {
    for (List<Node> chain : sql.target().root().chains()) {
      if (chain.size() > 1 && !records.isEmpty()) {
        Node node = chain.getLast();
        int width = node.primaryKey().size();
        var page = new Page(node);
        scan.pages(
            new ResurrectionSql(sql).keysBelow(chain),
            row -> Batches.key(row, width),
            keys -> {
              page.add(keys);
              page.ask();
            },
            PAGE,
            Batches.columns(chain.getFirst().primaryKey().size(), records));
      }
    }
  }

  /** Rows of a table that are asked for together. */
  private final class Page {
    private final Node node;
    private final List<List<String>> keys = new ArrayList<>();
    private final List<byte[]> names = new ArrayList<>();

    Page(Node node) {
      this.node = node;
    }

    List<byte[]> add(List<List<String>> more) {
      List<byte[]> added = digests.bytesOfAll(node.table().toString(), more);
      keys.addAll(more);
      names.addAll(added);
      return added;
    }

    boolean isFull() {
      return names.size() >= PAGE;
    }

    /** Keys of those that were found. */
    List<List<String>> ask() {
      Map<ByteBuffer, Boolean> receipts = new HashMap<>();
      if (!names.isEmpty()) {
        scan.list(
                "SELECT * FROM " + tables.receipted(),
                row -> Map.entry(ByteBuffer.wrap(row.getBytes(1)), row.getBoolean(2)),
                List.copyOf(names))
            .forEach(it -> receipts.put(it.getKey(), it.getValue()));
      }
      return receipts.isEmpty() ? none() : told(receipts);
    }

    private List<List<String>> told(Map<ByteBuffer, Boolean> receipts) {
      List<List<String>> back = new ArrayList<>();
      List<byte[]> news = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        Boolean gone = receipts.get(ByteBuffer.wrap(names.get(i)));
        if (gone != null) {
          back.add(keys.get(i));
        }
        if (Boolean.TRUE.equals(gone)) {
          news.add(names.get(i));
        }
      }
      rows += back.size();
      if (!news.isEmpty()) {
        found.rows(node, news);
      }
      none();
      return back;
    }

    private List<List<String>> none() {
      keys.clear();
      names.clear();
      return List.of();
    }
  }
}
