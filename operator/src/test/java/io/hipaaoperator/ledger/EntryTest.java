package io.hipaaoperator.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hipaaoperator.ledger.Event.Action;
import io.hipaaoperator.ledger.Event.PolicyVersion;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final Event DELETION =
      new Event(
          7,
          Instant.parse("2026-11-28T02:00:00.123456Z"),
          "system:serviceaccount:clinic:purge",
          new PolicyVersion("6f1c0f3e-8a5b-4c53-9b1c-0d7d0f6a9b21", 3, DIGEST),
          Action.DELETE,
          "purge-29401560",
          "public.patients",
          DIGEST,
          null,
          null);
  private static final String LINE =
      "{\"v\":1,\"seq\":7,\"time\":\"2026-11-28T02:00:00.123456Z\","
          + "\"actor\":\"system:serviceaccount:clinic:purge\","
          + "\"policy\":{\"uid\":\"6f1c0f3e-8a5b-4c53-9b1c-0d7d0f6a9b21\",\"generation\":3,"
          + "\"specHash\":\""
          + DIGEST
          + "\"},\"action\":\"DELETE\",\"run\":\"purge-29401560\",\"table\":\"public.patients\","
          + "\"digest\":\""
          + DIGEST
          + "\"}";

  @Test
  void isOneLineOfJson() {
    assertThat(new String(Entry.of(DELETION).bytes(), UTF_8)).isEqualTo(LINE);
  }

  @Test
  void saysWhatWasWritten() {
    assertThat(Entry.parse(LINE.getBytes(UTF_8)).event()).isEqualTo(DELETION);
  }

  @Test
  void keepsTheBytesThatWereStoredHoweverTheyAreSpelled() {
    byte[] stored = LINE.replace(":7,", ": 7 , ").replace("DELETE", "DELET\\u0045").getBytes(UTF_8);
    Entry entry = Entry.parse(stored);
    assertThat(entry.bytes()).isEqualTo(stored);
    assertThat(entry.event()).isEqualTo(DELETION);
    assertThat(entry).isNotEqualTo(Entry.of(DELETION));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"v":1,           | {"v":1,,             | not JSON, or a field twice
          "seq":7           | "seq":7,"seq":7      | not JSON, or a field twice
          "v":1             | "v":2                | v: not 1, this version does not know how to read it
          "seq":7           | "seq":-1             | seq: less than 0
          "seq":7           | "seq":-0             | a number is -0, which the format does not have
          "seq":7           | "seq": -0            | a number is -0, which the format does not have
          "generation":3    | "generation":-0 ,"x":1 | a number is -0, which the format does not have
          "seq":7           | "seq":"7"            | seq: not a whole number
          "seq":7           | "seq":7.5            | seq: not a whole number
          "seq":7           | "seq":99999999999999999999 | seq: not a whole number
          "seq":7,          | ``                   | seq: missing
          2026-11-28T02     | yesterday            | time: not a time such as 2026-11-28T02:00:00Z
          system:           | Jane Doe             | actor: not of the form [A-Za-z0-9._:/@=+-]{1,255}
          "generation":3    | "generation":0       | policy.generation: less than 1
          "generation":3    | "patient":3          | policy: a field that is not known
          "policy":{        | "policy":3,"x":{     | a field that is not known
          "DELETE"          | "PURGE"              | action: none of [MANIFEST, DELETE, RESULT, HOLD, RELEASE, RESURRECTION, HEARTBEAT]
          "DELETE"          | "RESULT"             | rows: missing, RESULT needs it
          "v":1             | "v":1,"name":"Jane"  | a field that is not known
          "generation":3    | "generation":3.5     | policy.generation: not a whole number
          ,"table":"public.patients" | ``          | table: missing, DELETE needs it
          "public.patients" | null                 | table: not a string
          ,"digest":"0      | ,"digest":"x         | digest: not of the form [0-9a-f]{64}
          """)
  void refusesWhatIsNoEntryAndNamesTheField(String part, String by, String message) {
    String line = LINE.replace(part, by == null ? "" : by);
    assertThat(line).isNotEqualTo(LINE);
    assertThatThrownBy(() -> Entry.parse(line.getBytes(UTF_8)))
        .isInstanceOf(Malformed.class)
        .hasMessage(message);
  }

  /** It is done under none; everything else is. */
  @Test
  void aHeartbeatAloneHasNoPolicy() {
    Instant time = Instant.parse("2026-11-28T02:00:00Z");
    var beat = new Event(7, time, "ledger", null, Action.HEARTBEAT, "run", null, null, null, null);

    Entry entry = Entry.of(beat);

    assertThat(Entry.parse(entry.bytes()).event()).isEqualTo(beat);
    assertThat(entry.toString()).doesNotContain("policy");
    String hold = entry.toString().replace("HEARTBEAT", "HOLD");
    assertThatThrownBy(() -> Entry.parse(hold.getBytes(UTF_8)))
        .hasMessage("policy: missing, HOLD needs it");
  }

  @Test
  void refusesBytesThatAreNotOneLineOfText() {
    assertThatThrownBy(() -> Entry.parse((LINE + "\n").getBytes(UTF_8))).hasMessage("not one line");
    assertThatThrownBy(() -> Entry.parse(new byte[] {'"', (byte) 0xc3, '"'}))
        .hasMessage("not UTF-8");
    assertThatThrownBy(() -> Entry.parse(new byte[65_536])).hasMessage("longer than 65535 bytes");
    assertThatThrownBy(() -> Entry.parse((LINE + " {}").getBytes(UTF_8)))
        .hasMessage("not JSON, or a field twice");
    assertThatThrownBy(() -> Entry.parse("[]".getBytes(UTF_8))).hasMessage("not a JSON object");
  }

  /** The value is what {@code printf 'public.patients\0%s' 17 | openssl dgst -hmac} says. */
  @Test
  void namesARecordByItsKeyedDigest() {
    var digests = new RecordDigests("k".repeat(32).getBytes(UTF_8));
    assertThat(digests.of("public.patients", List.of("17")))
        .isEqualTo("be4ab5dc59b78b0f86ce285f1633e4ed3a813e98f0d565306de446ede8876095");
    assertThat(digests.of("public.visits", List.of("17", "3")))
        .isEqualTo("d7c9db65369f8a899443e24614e83025f8149164c3ac9f8fc573db61641d0977");
  }

  @Test
  void takesNoShortKey() {
    assertThatThrownBy(() -> new RecordDigests(new byte[31]))
        .hasMessage("digest key: shorter than 32 bytes");
  }
}
