package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hipaaoperator.ledger.EntryBundle;
import io.hipaaoperator.ledger.SampleLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerVerifyCommandTest {
  private static final int SIZE = 600;
  private static final String AT = "2026-11-28T10:00:00Z";

  @TempDir private Path folder;
  private final SampleLog log = SampleLog.of(SIZE, 50);

  @BeforeEach
  void keys() throws IOException {
    Files.writeString(path("key"), log.key() + "\n");
    Files.write(path("digest-key"), SampleLog.DIGEST_KEY);
    Files.write(path("kept"), log.checkpoint(300));
    Files.createDirectories(path("log/checkpoints"));
    writeCheckpoints();
    writeLines(log.entries);
  }

  private Path path(String name) {
    return folder.resolve(name);
  }

  private void writeCheckpoints() throws IOException {
    for (var each : log.checkpoints.entrySet()) {
      Files.write(path("log/checkpoints").resolve(each.getKey()), each.getValue());
    }
  }

  /** In two files, of which the second has no line break at its end. */
  private void writeLines(List<byte[]> entries) throws IOException {
    try (var first = Files.newOutputStream(path("log/entries-2.jsonl"))) {
      for (byte[] entry : entries.subList(0, 400)) {
        first.write(entry);
        first.write('\n');
      }
    }
    try (var second = Files.newOutputStream(path("log/entries-10.jsonl"))) {
      for (byte[] entry : entries.subList(400, entries.size() - 1)) {
        second.write(entry);
        second.write('\n');
      }
      second.write(entries.getLast());
    }
  }

  private void writeBundles() throws IOException {
    Files.delete(path("log/entries-2.jsonl"));
    Files.delete(path("log/entries-10.jsonl"));
    for (int i = 0; i * 256 < SIZE; i++) {
      List<byte[]> part = log.entries.subList(i * 256, Math.min(SIZE, (i + 1) * 256));
      Path file = path("log/tile/entries").resolve(EntryBundle.path(i, part.size()));
      Files.createDirectories(file.getParent());
      Files.write(file, EntryBundle.write(part));
    }
  }

  private Run verify(String... more) {
    List<String> given =
        List.of("verify", path("log").toString(), "--key", path("key").toString(), "--at", AT);
    return Run.of(
        new LedgerCommand(), Stream.concat(given.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private String[] all(String... more) {
    return Stream.concat(
            Stream.of("--trusted-checkpoint", path("kept").toString()), Stream.of(more))
        .toArray(String[]::new);
  }

  private String[] record(String id) {
    return all(
        "--record", id, "--table", SampleLog.TABLE, "--digest-key", path("digest-key").toString());
  }

  @Test
  void aWholeLogPasses() {
    Run run = verify(record("17"));
    assertThat(run.out().lines()).first().asString().matches("CHECK +RESULT +REASON");
    assertThat(run.out().lines().skip(1)).hasSize(9).allMatch(line -> line.contains("pass"));
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void bundlesOfTilesAreReadAsWell() throws IOException {
    writeBundles();
    assertThat(verify(record("299")).code()).isZero();
  }

  @Test
  void aMissingBundleIsMissingEntries() throws IOException {
    writeBundles();
    Files.delete(path("log/tile/entries/001"));
    assertBad("bundle 1 is missing or not full, and there are some up to 2", all());
    Files.delete(path("log/tile/entries/002.p/88"));
    Run run = verify(all());
    assertThat(run.out()).contains("signs 600 entries, the log holds 256: entries are missing");
    assertThat(run.code()).isEqualTo(Exit.FINDINGS);
  }

  @Test
  void withoutATrustedCheckpointItIsNotAPass() {
    Run run = verify();
    assertThat(run.code()).isEqualTo(Exit.UNDETERMINED);
    assertThat(run.out()).contains("trusted checkpoint   unknown");
  }

  /** Who holds the key could have written it yesterday. */
  @Test
  void aRecordThatTheTrustedCheckpointDoesNotCoverIsNotAPass() {
    assertThat(verify(record("299")).code()).isZero();
    Run run = verify(record("300"));
    assertThat(run.code()).isEqualTo(Exit.UNDETERMINED);
    assertThat(run.out()).contains("the trusted checkpoint is older");
  }

  @Test
  void aCheckpointBesideTheLogIsNotKeptElsewhere() {
    assertBad(
        "--trusted-checkpoint: lies in",
        "--trusted-checkpoint",
        path("log/checkpoints/006").toString());
  }

  @Test
  void oneOfTwoCheckpointsOfANameIsNotPassedOver() throws IOException {
    Files.write(path("log/checkpoint"), log.checkpoint(SIZE));
    Files.writeString(path("log/checkpoints/checkpoint"), "forged");
    Run run = verify(all());
    assertThat(run.code()).isEqualTo(Exit.FINDINGS);
    assertThat(run.out()).contains("checkpoints/checkpoint");
  }

  @Test
  void anEditedByteFails() throws IOException {
    Path file = path("log/entries-2.jsonl");
    Files.writeString(file, Files.readString(file).replaceFirst("run-1", "run-2"));
    Run run = verify(all());
    assertThat(run.code()).isEqualTo(Exit.FINDINGS);
    assertThat(run.out()).contains("fail").contains("000 signs another root");
  }

  @Test
  void aLogWrittenAnewWithTheKeyFails() throws IOException {
    log.entries.set(17, SampleLog.deletion(17, 1700));
    log.signAllAnew();
    writeCheckpoints();
    writeLines(log.entries);
    assertThat(verify().code()).isEqualTo(Exit.UNDETERMINED);
    Run run = verify(all());
    assertThat(run.code()).isEqualTo(Exit.FINDINGS);
    assertThat(run.out()).containsPattern("trusted checkpoint +fail");
  }

  @Test
  void programsGetJson() throws IOException {
    Run run = verify(all("-o", "json"));
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.get("result").textValue()).isEqualTo("pass");
    assertThat(report.get("checks")).hasSize(8);
    assertThat(report.at("/checks/0/check").textValue()).isEqualTo("signatures");
    assertThat(new ObjectMapper().readTree(verify("-o", "json").out()).get("result").textValue())
        .isEqualTo("unknown");
  }

  @Test
  void aRecordIsFoundByItsDigestToo() {
    assertThat(verify(all("--digest", SampleLog.digest(17))).code()).isZero();
    Run absent = verify(all("--digest", SampleLog.digest(1700)));
    assertThat(absent.code()).isEqualTo(Exit.FINDINGS);
    assertThat(absent.out()).contains("no entry says that it was deleted");
  }

  @Test
  void theIdIsNeverPrinted() {
    Run run = verify(record("patient-0815"));
    assertThat(run.code()).isEqualTo(Exit.FINDINGS);
    assertThat(run.out() + run.err()).doesNotContain("0815");
  }

  @Test
  void anOldLogIsStale() {
    Run run = verify(all("--max-age", "30s"));
    assertThat(run.code()).isEqualTo(Exit.FINDINGS);
    assertThat(run.out()).contains("freshness").contains("longer than 0m30s");
    assertThat(verify(all("--max-age", "2h")).code()).isZero();
  }

  @Test
  void theLatestCheckpointIsTheOneWithoutNumber() throws IOException {
    Files.write(path("log/checkpoint"), log.checkpoint(SIZE));
    assertThat(verify(all()).out()).contains("13 checkpoints");
    Files.write(path("log/checkpoint"), log.checkpoint(SIZE - 1));
    assertThat(verify(all()).out())
        .contains("checkpoint signs 599 entries, checkpoints/011 before it 600");
  }

  @Test
  void checkpointsAreReadInTheOrderOfTheirNumbers() throws IOException {
    for (String name : log.checkpoints.keySet()) {
      Path file = path("log/checkpoints").resolve(name);
      Files.move(file, file.resolveSibling(name.replaceFirst("^0+(?=.)", "")));
    }
    assertThat(verify(all()).code()).isZero();
  }

  @Test
  void anotherOriginFails() {
    Run run = verify("--origin", "hipaa-operator.io/other");
    assertThat(run.code()).isEqualTo(Exit.FINDINGS);
    assertThat(run.out()).contains("of another log than hipaa-operator.io/other");
  }

  @Test
  void wrongInputIsNamed() throws IOException {
    Files.writeString(path("bad"), "x\n");
    assertBad("no-such/key: can't be read", "--key", "no-such/key");
    assertBad("bad: key: not of the form", "--key", path("bad").toString());
    assertBad("bad: note: no blank line", "--trusted-checkpoint", path("bad").toString());
    assertBad("go together", "--record", "17");
    assertBad("--digest: not 64 hexadecimal digits", "--digest", "17");
    assertBad(
        "bad: digest key: shorter than 32 bytes",
        "--record",
        "17",
        "--table",
        "t",
        "--digest-key",
        path("bad").toString());
    assertThat(Run.of(new LedgerCommand(), "verify", "no-such", "--key", "k").err())
        .contains("no-such: no folder");
    assertThat(Run.of(new LedgerCommand(), "verify", "no-such").code()).isEqualTo(Exit.USAGE);
    assertThat(verify("--at", "yesterday").code()).isEqualTo(Exit.USAGE);
  }

  private void assertBad(String message, String... options) {
    String[] arguments =
        Stream.concat(
                Stream.of("verify", path("log").toString(), "--key", path("key").toString()),
                Stream.of(options))
            .toArray(String[]::new);
    if (options[0].equals("--key")) {
      arguments = new String[] {"verify", path("log").toString(), "--key", options[1]};
    }
    Run run = Run.of(new LedgerCommand(), arguments);
    assertThat(run.code()).as(run.err()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains(message);
  }

  @Test
  void entriesAreInOneFormOnly() throws IOException {
    Files.createDirectories(path("log/tile/entries"));
    assertThat(verify().err()).contains("only one may hold the entries");
  }

  @Test
  void aBundleCutShortIsNamed() throws IOException {
    writeBundles();
    Path bundle = path("log/tile/entries/001");
    byte[] bytes = Files.readAllBytes(bundle);
    Files.write(bundle, Arrays.copyOf(bytes, bytes.length - 1));
    Run run = verify();
    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("001: bundle: ends within an entry");
  }
}
