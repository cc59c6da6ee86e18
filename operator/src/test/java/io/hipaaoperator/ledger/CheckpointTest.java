package io.hipaaoperator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example is that of C2SP tlog-checkpoint. */
class CheckpointTest {
  private static final String TEXT =
      """
      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
      """;
  private static final String LINE =
      "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

  @Test
  void theExampleOfTheSpecificationIsRead() {
    Note note = Note.parse((TEXT + "\n" + LINE).getBytes(StandardCharsets.UTF_8));
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
    assertThat(checkpoint.head().size()).isEqualTo(20_852_163);
    assertThat(checkpoint.head().root())
        .hasToString("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
    assertThat(checkpoint.text()).isEqualTo(TEXT);
    assertThat(note.signatures().getFirst().name()).isEqualTo(checkpoint.origin());
  }

  @Test
  void extensionsAreKept() {
    Checkpoint checkpoint = Checkpoint.parse(TEXT + "one\ntwo\n");
    assertThat(checkpoint.extensions()).isEqualTo(List.of("one", "two"));
    assertThat(checkpoint.text()).isEqualTo(TEXT + "one\ntwo\n");
  }

  @Test
  void anEmptyTreeHasSizeZero() {
    String text = "o\n0\n" + Hash.EMPTY + "\n";
    assertThat(Checkpoint.parse(text)).isEqualTo(Checkpoint.of("o", new TreeHead(0, Hash.EMPTY)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          o~1                                                | checkpoint: does not end in a line break
          o~1~                                               | checkpoint: fewer than three lines
          ~1~CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=~   | checkpoint: origin: empty, or more than a line
          o~01~CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=~ | checkpoint: size: not a decimal number without leading zero
          o~-1~CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=~ | checkpoint: size: not a decimal number without leading zero
          o~+1~CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=~ | checkpoint: size: not a decimal number without leading zero
          o~~CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=~   | checkpoint: size: not a decimal number without leading zero
          o~٣~CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=~  | checkpoint: size: not a decimal number without leading zero
          o~9999999999999999999~CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=~ | checkpoint: size: too large
          o~1~CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I~   | checkpoint: root hash: not base64
          o~1~CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=~  | checkpoint: root hash: not base64
          o~1~YWFhYWE=~                                      | checkpoint: root hash: not 32 bytes
          o~1~CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=~~ | checkpoint: extension: empty, or more than a line
          """)
  void eachMalformationIsNamed(String text, String message) {
    assertThatThrownBy(() -> Checkpoint.parse(text.replace('~', '\n')))
        .isInstanceOf(Malformed.class)
        .hasMessage(message);
  }
}
