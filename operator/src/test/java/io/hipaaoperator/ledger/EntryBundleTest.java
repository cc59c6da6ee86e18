package io.hipaaoperator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryBundleTest {
  @Test
  void eachEntryComesAfterItsLength() {
    byte[] bundle = EntryBundle.write(List.of(new byte[] {7, 8}, new byte[0], new byte[300]));
    assertThat(bundle).hasSize(2 + 2 + 2 + 2 + 300).startsWith(0, 2, 7, 8, 0, 0, 1, 44);
    assertThat(EntryBundle.read(bundle))
        .containsExactly(new byte[] {7, 8}, new byte[0], new byte[300]);
  }

  @Test
  void theLongestEntryAndTheFullestBundleFit() {
    byte[] longest = new byte[65_535];
    assertThat(EntryBundle.read(EntryBundle.write(List.of(longest)))).containsExactly(longest);
    assertThat(EntryBundle.read(EntryBundle.write(Collections.nCopies(256, new byte[1]))))
        .hasSize(256);
  }

  @Test
  void whatIsNoBundleIsRefused() {
    assertThatThrownBy(() -> EntryBundle.write(List.of(new byte[65_536])))
        .hasMessage("entry: longer than 65535 bytes");
    assertThatThrownBy(() -> EntryBundle.write(List.of()))
        .hasMessage("bundle: not 1 to 256 entries");
    assertThatThrownBy(() -> EntryBundle.write(Collections.nCopies(257, new byte[1])))
        .hasMessage("bundle: not 1 to 256 entries");
    assertThatThrownBy(() -> EntryBundle.read(new byte[0]))
        .hasMessage("bundle: not 1 to 256 entries");
    assertThatThrownBy(() -> EntryBundle.read(new byte[] {0}))
        .hasMessage("bundle: ends within a length");
    assertThatThrownBy(() -> EntryBundle.read(new byte[] {0, 2, 1}))
        .hasMessage("bundle: ends within an entry");
  }

  /** 1234067 is the specification's own example. */
  @ParameterizedTest
  @CsvSource({
    "1234067, 256, x001/x234/067",
    "0, 256, 000",
    "999, 256, 999",
    "1000, 256, x001/000",
    "273, 112, 273.p/112",
    "1000000, 1, x001/x000/000.p/1"
  })
  void pathsAreAsTheSpecificationHasThem(long index, int width, String path) {
    assertThat(EntryBundle.path(index, width)).isEqualTo(path);
    assertThat(EntryBundle.index(path)).isEqualTo(index);
  }
}
