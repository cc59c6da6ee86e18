package io.hipaaoperator.cli;

import io.hipaaoperator.seal.FoundSealedSecret;
import io.hipaaoperator.seal.RecoveryCopy;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be opened for one Secret. Where several things claim to be its values nobody knows which
 * are in force: an old password would pass for the one of today.
 *
 * @param name of the Secret, with its namespace
 * @param sealed its SealedSecrets, all with the same ciphertexts
 * @param copies those of their recovery copies that are of these ciphertexts
 * @param isStale whether there are copies of other ciphertexts
 */
record UnsealCandidates(
    String name, List<FoundSealedSecret> sealed, List<RecoveryCopy> copies, boolean isStale) {
  /**
   * Those of each Secret.
   *
   * @throws BadInput where there are several that differ
   */
  static List<UnsealCandidates> of(SealManifests manifests) {
    SortedMap<String, List<FoundSealedSecret>> sealed =
        manifests.sealed().stream()
            .collect(
                Collectors.groupingBy(UnsealCandidates::name, TreeMap::new, Collectors.toList()));
    SortedMap<String, List<RecoveryCopy>> copies =
        manifests.copies().stream()
            .collect(
                Collectors.groupingBy(
                    copy -> name(copy.sealed()), TreeMap::new, Collectors.toList()));
    return Stream.concat(sealed.keySet().stream(), copies.keySet().stream())
        .distinct()
        .sorted()
        .map(
            name ->
                of(
                    name,
                    sealed.getOrDefault(name, List.of()),
                    copies.getOrDefault(name, List.of())))
        .toList();
  }

  private static UnsealCandidates of(
      String name, List<FoundSealedSecret> sealed, List<RecoveryCopy> copies) {
    if (differ(sealed, UnsealCandidates::ciphertexts)) {
      throw new BadInput(name + ": several SealedSecrets with different ciphertexts");
    }
    List<RecoveryCopy> fresh =
        copies.stream().filter(copy -> sealed.stream().allMatch(copy::isOf)).toList();
    if (differ(fresh, RecoveryCopy::digest)) {
      throw new BadInput(name + ": several recovery copies, of different ciphertexts");
    }
    return new UnsealCandidates(name, sealed, fresh, fresh.size() < copies.size());
  }

  private static <T> boolean differ(List<T> all, Function<T, Object> by) {
    return all.stream().map(by).distinct().count() > 1;
  }

  private static List<String> ciphertexts(FoundSealedSecret found) {
    return found.values().entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue().ciphertext())
        .toList();
  }

  /** Copies first. */
  List<FoundSealedSecret> all() {
    return Stream.concat(copies.stream().map(RecoveryCopy::sealed), sealed.stream()).toList();
  }

  /** Why there may be none that opens. */
  String hint() {
    return isStale ? ": the copy is of other ciphertexts" : "";
  }

  static String name(FoundSealedSecret found) {
    return found.namespace() + "/" + found.name();
  }
}
