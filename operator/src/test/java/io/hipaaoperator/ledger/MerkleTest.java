package io.hipaaoperator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tree against the published values of the certificate-transparency reference (eight leaves,
 * their roots and proofs) and, for every size up to 130, against the definition of RFC 6962.
 */
class MerkleTest {
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");
  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  /** A tree that remembers all its subtrees, to make proofs from. */
  private static final class Tree {
    final Map<Node, Hash> nodes = new HashMap<>();
    final List<Hash> leaves = new ArrayList<>();
    final List<Hash> roots = new ArrayList<>(List.of(Hash.EMPTY));

    Tree(List<byte[]> entries) {
      var frontier = new Frontier(nodes::put);
      for (byte[] entry : entries) {
        leaves.add(Hash.ofLeaf(entry));
        frontier.append(leaves.getLast());
        roots.add(frontier.root());
      }
    }

    static Tree of(int size) {
      return new Tree(IntStream.range(0, size).mapToObj(i -> new byte[] {(byte) i, 7}).toList());
    }

    TreeHead head(long size) {
      return new TreeHead(size, roots.get((int) size));
    }

    List<Hash> hashes(Proof proof) {
      return proof.hashes(node -> Objects.requireNonNull(nodes.get(node)));
    }
  }

  private static Tree published() {
    return new Tree(LEAVES.stream().map(HexFormat.of()::parseHex).toList());
  }

  private static Hash hash(String hex) {
    return Hash.of(HexFormat.of().parseHex(hex));
  }

  private static List<Hash> hashes(String hex) {
    return hex == null ? List.of() : Arrays.stream(hex.split(" ")).map(MerkleTest::hash).toList();
  }

  @Test
  void rootsAreAsPublished() {
    assertThat(published().roots.subList(1, 9))
        .isEqualTo(ROOTS.stream().map(MerkleTest::hash).toList());
    assertThat(Hash.EMPTY)
        .isEqualTo(hash("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1,",
    "0, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
        + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
        + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    "5, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
        + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
        + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "2, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "1, 5, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
        + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
  })
  void inclusionProofsAreAsPublished(int index, int size, String proof) {
    Tree tree = published();
    assertThat(tree.hashes(Proof.inclusion(index, size))).isEqualTo(hashes(proof));
    assertThat(tree.head(size).includes(tree.leaves.get(index), index, hashes(proof))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1,",
    "1, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
        + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
        + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    "6, 8, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
        + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
        + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "2, 5, 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
        + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "6, 7, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
        + " b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
        + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
  })
  void consistencyProofsAreAsPublished(int first, int second, String proof) {
    Tree tree = published();
    assertThat(tree.hashes(Proof.consistency(first, second))).isEqualTo(hashes(proof));
    assertThat(tree.head(second).continues(tree.head(first), hashes(proof))).isTrue();
  }

  /** MTH of RFC 6962 section 2.1, word by word. */
  private static Hash defined(List<Hash> leaves) {
    return switch (leaves.size()) {
      case 0 -> Hash.EMPTY;
      case 1 -> leaves.getFirst();
      default -> {
        int k = Integer.highestOneBit(leaves.size() - 1);
        yield Hash.ofNode(defined(leaves.subList(0, k)), defined(leaves.subList(k, leaves.size())));
      }
    };
  }

  @Test
  void everyRootIsAsDefined() {
    Tree tree = Tree.of(600);
    for (int size = 0; size <= 600; size++) {
      assertThat(tree.roots.get(size))
          .as("%d leaves", size)
          .isEqualTo(defined(tree.leaves.subList(0, size)));
    }
  }

  @Test
  void everyLeafIsProvenInEveryTreeAndOnlyAtItsPlace() {
    Tree tree = Tree.of(130);
    for (int size = 1; size <= 130; size++) {
      for (int index = 0; index < size; index++) {
        List<Hash> proof = tree.hashes(Proof.inclusion(index, size));
        Hash leaf = tree.leaves.get(index);
        assertThat(tree.head(size).includes(leaf, index, proof)).isTrue();
        assertThat(tree.head(size).includes(leaf, index + 1, proof)).isFalse();
        assertThat(tree.head(size).includes(Hash.EMPTY, index, proof)).isFalse();
        TreeHead head = tree.head(size);
        int at = index;
        assertThat(damaged(proof, leaf)).noneMatch(wrong -> head.includes(leaf, at, wrong));
      }
    }
  }

  @Test
  void everyTreeContinuesEveryOlderOne() {
    Tree tree = Tree.of(130);
    for (int second = 0; second <= 130; second++) {
      for (int first = 0; first <= second; first++) {
        List<Hash> proof = tree.hashes(Proof.consistency(first, second));
        TreeHead old = tree.head(first);
        TreeHead head = tree.head(second);
        assertThat(head.continues(old, proof)).as("%d to %d", first, second).isTrue();
        assertThat(damaged(proof, head.root())).noneMatch(wrong -> head.continues(old, wrong));
        assertThat(head.continues(new TreeHead(first, hash("ab".repeat(32))), proof)).isFalse();
      }
    }
  }

  /** Proofs with a hash too many, one less, one bit wrong, two exchanged. */
  private static List<List<Hash>> damaged(List<Hash> proof, Hash other) {
    List<List<Hash>> all = new ArrayList<>();
    for (int i = 0; i <= proof.size(); i++) {
      List<Hash> more = new ArrayList<>(proof);
      more.add(i, other);
      all.add(more);
    }
    for (int i = 0; i < proof.size(); i++) {
      List<Hash> less = new ArrayList<>(proof);
      less.remove(i);
      all.add(less);
      List<Hash> wrong = new ArrayList<>(proof);
      byte[] bytes = proof.get(i).bytes();
      bytes[31] ^= 1;
      wrong.set(i, Hash.of(bytes));
      all.add(wrong);
    }
    return all;
  }

  @Test
  void aHistoryThatWasRewrittenContinuesNothing() {
    Tree tree = Tree.of(100);
    List<byte[]> entries =
        new ArrayList<>(IntStream.range(0, 120).mapToObj(i -> new byte[] {(byte) i, 7}).toList());
    entries.set(42, new byte[] {0});
    Tree rewritten = new Tree(entries);
    List<Hash> proof = rewritten.hashes(Proof.consistency(100, 120));
    assertThat(rewritten.head(120).continues(tree.head(100), proof)).isFalse();
    assertThat(rewritten.head(120).continues(rewritten.head(100), proof)).isTrue();
  }

  @Test
  void aTreeGoesOnFromItsEdge() {
    Tree tree = Tree.of(100);
    var frontier = new Frontier();
    for (int size = 0; size < 100; size++) {
      frontier = Frontier.resume(size, frontier.hashes(), (_, _) -> {});
      frontier.append(tree.leaves.get(size));
      assertThat(frontier.root()).isEqualTo(tree.roots.get(size + 1));
      assertThat(frontier.hashes()).hasSizeLessThanOrEqualTo(7);
    }
    assertThatThrownBy(() -> Frontier.resume(3, List.of(Hash.EMPTY), (_, _) -> {}))
        .hasMessage("frontier: 1 hashes don't cover 3 leaves");
  }

  @Test
  void sizesOutsideTheTreeAreRefused() {
    TreeHead head = Tree.of(3).head(3);
    assertThat(head.includes(Hash.EMPTY, 3, List.of())).isFalse();
    assertThat(head.includes(Hash.EMPTY, -1, List.of())).isFalse();
    assertThat(head.continues(new TreeHead(4, Hash.EMPTY), List.of())).isFalse();
    assertThat(head.continues(new TreeHead(-1, Hash.EMPTY), List.of())).isFalse();
    assertThat(LongStream.of(-1, 3))
        .allSatisfy(
            index ->
                assertThatThrownBy(() -> Proof.inclusion(index, 3))
                    .isInstanceOf(IllegalArgumentException.class));
    assertThatThrownBy(() -> Proof.consistency(4, 3)).isInstanceOf(IllegalArgumentException.class);
  }
}
