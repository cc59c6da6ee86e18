package io.hipaaoperator.sequencer;

import io.hipaaoperator.postgres.Identifier;
import io.hipaaoperator.postgres.Session;
import io.hipaaoperator.postgres.TableName;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The log as its database has it: entries by their place, and what was signed. */
final class LedgerTables {
  private static final int PAGE = 2048;

  private final Session session;
  private final Identifier schema;

  LedgerTables(Session session, Identifier schema) {
    this.session = session;
    this.schema = schema;
  }

  /** Receives stored entries, one after the other. */
  interface Receiver {
    void entry(byte[] stored);
  }

  /**
   * A checkpoint that was signed.
   *
   * @param size how many entries it covers
   * @param edge hashes, one after the other
   * @param note the signed note
   */
  record Signed(long size, byte[] edge, byte[] note) {}

  /** Whether nobody else writes this log: until the session ends, nobody will. */
  boolean isAlone() {
    boolean alone =
        session.test(
            "SELECT pg_try_advisory_lock(hashtextextended('hipaa-ledger ' || ?, 0))",
            schema.name());
    session.commit();
    return alone;
  }

  /** Where receipts that were lost are added, in the same transactions. */
  LostReceipts lostReceipts() {
    return new LostReceipts(session, table("purge_outbox"));
  }

  /** How many entries have their place. */
  long size() {
    return session.number("SELECT coalesce(max(seq) + 1, 0) FROM " + entries());
  }

  /** The newest entry. */
  Optional<byte[]> last() {
    return first(
        session.list(
            "SELECT line FROM " + entries() + " ORDER BY seq DESC LIMIT 1",
            row -> row.getBytes(1)));
  }

  /** The newest checkpoint. */
  Optional<Signed> signed() {
    return first(signed("ORDER BY size DESC LIMIT 1"));
  }

  /** The checkpoint of this size. */
  Optional<Signed> signed(long size) {
    return first(signed("WHERE size = ?", size));
  }

  /** Sizes of checkpoints after this one, the smallest first. */
  List<Long> sizesAfter(long size) {
    return session.list(
        "SELECT size FROM " + checkpoints() + " WHERE size > ? ORDER BY size",
        row -> row.getLong(1),
        size);
  }

  private List<Signed> signed(String which, Object... parameters) {
    List<Signed> rows =
        session.list(
            "SELECT size, edge, note FROM " + checkpoints() + " " + which,
            row -> new Signed(row.getLong(1), row.getBytes(2), row.getBytes(3)),
            parameters);
    session.commit();
    return rows;
  }

  /** Keeps a checkpoint, before anybody else gets to see it. */
  void sign(Head head) {
    keep(head);
    session.commit();
  }

  /** Keeps a checkpoint with what else is done until it is committed. */
  void keep(Head head) {
    session.run(
        "INSERT INTO " + checkpoints() + " (size, edge, note) VALUES (?, ?, ?)",
        head.size(),
        head.edgeBytes(),
        head.note());
  }

  /** Makes last what was done since the last end. */
  void commit() {
    session.commit();
  }

  /** Says of all checkpoints that they are published. */
  void published() {
    session.run("UPDATE " + checkpoints() + " SET published_at = now() WHERE published_at IS NULL");
    session.commit();
  }

  /**
   * Hands over the entries from one place to before another, with no transaction open: whoever
   * receives them may take long.
   *
   * @throws LogConflict when one is missing
   */
  void entries(long from, long to, Receiver receiver) {
    long at = from;
    while (at < to) {
      List<byte[]> page = page(at, Math.min(to, at + PAGE));
      session.commit();
      page.forEach(receiver::entry);
      at += page.size();
    }
  }

  private List<byte[]> page(long from, long to) {
    List<byte[]> page =
        session.list(
            "SELECT line FROM " + entries() + " WHERE seq >= ? AND seq < ? ORDER BY seq",
            row -> row.getBytes(1),
            from,
            to);
    if (page.size() != to - from) {
      throw new LogConflict(
          "entries are missing in the database: of %d to %d there are %d"
              .formatted(from, to - 1, page.size()));
    }
    return page;
  }

  /** Gives entries their place, all of them or none. */
  void append(long seq, List<String> receipts, List<byte[]> lines) {
    add(seq, receipts, lines);
    session.commit();
  }

  /** Gives entries their place with what else is done until it is committed. */
  void add(long seq, List<String> receipts, List<byte[]> lines) {
    session.run(
        "INSERT INTO "
            + entries()
            + " (seq, outbox_id, line) SELECT ? + n - 1, nullif(o, '')::bigint, l"
            + " FROM unnest(?::text[], ?::bytea[]) WITH ORDINALITY AS t (o, l, n)",
        seq,
        receipts,
        lines);
  }

  /** Receipts after this one that have no place yet, the oldest first. */
  List<Receipt> waiting(long after) {
    return session.list(
        """
        SELECT o.id, to_char(o.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), o.action, o.run::text,
               o.table_name, o.digest, o.row_count,
               to_char(o.cutoff AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
               r.actor, r.policy_uid, r.generation, r.spec_hash
        FROM %s o LEFT JOIN %s r ON r.run = o.run
        WHERE o.id > ? AND NOT EXISTS (SELECT FROM %s e WHERE e.outbox_id = o.id)
        ORDER BY o.id LIMIT %d
        """
            .formatted(table("purge_outbox"), table("purge_run"), entries(), PAGE),
        row ->
            new Receipt(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Optional.ofNullable(row.getBytes(6)).map(HexFormat.of()::formatHex),
                Optional.ofNullable((Long) row.getObject(7)),
                Optional.ofNullable(row.getString(8)),
                Optional.ofNullable(row.getString(9)),
                String.valueOf(row.getString(10)),
                row.getLong(11),
                String.valueOf(row.getString(12))),
        after);
  }

  private String entries() {
    return table("ledger_entry");
  }

  private String checkpoints() {
    return table("ledger_checkpoint");
  }

  private String table(String name) {
    return new TableName(schema, new Identifier(name)).sql();
  }

  private static <T> Optional<T> first(List<T> rows) {
    return rows.stream().findFirst();
  }
}
