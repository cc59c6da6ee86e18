package io.hipaaoperator.workload;

import io.hipaaoperator.workload.BadSpecs.Bad;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Secrets that API server and command line must refuse, one for each rule of the schema. */
final class BadSecrets {
  private static final String FIRST = "spec.secrets[0]";
  private static final String KEY = FIRST + ".keys[0]";

  private BadSecrets() {}

  static Stream<Bad> all() {
    return Stream.of(secrets(), keys(), origins()).flatMap(bad -> bad);
  }

  private static Stream<Bad> secrets() {
    return Stream.of(
        secret("keys: [%s]".formatted(good("a")), FIRST + ".name", "Required value"),
        named("''", "at least 1"),
        named("Db", "should match"),
        named("a.b", "should match"),
        named("x".repeat(64), "63"),
        secret("name: a", FIRST + ".keys", "Required value"),
        secret("name: a, keys: []", FIRST + ".keys", "at least 1"),
        secret("name: a, keys: [%s]".formatted(keys(17)), FIRST + ".keys", "16"),
        keyed(good("a") + ", " + good("a"), FIRST + ".keys", "each name once"),
        with("type: 'a b'", ".type", "should match"),
        with("type: kubernetes.io/service-account-token", ".type", "act as others"),
        with("type: bootstrap.kubernetes.io/token", ".type", "act as others"),
        with("type: kubernetes.io/tls", ".type", "values can be random"),
        with("type: kubernetes.io/basic-auth", ".keys", "username or password"),
        with("owner: ''", ".owner", "at least 1"),
        with("maxAgeDays: 0", ".maxAgeDays", "greater than or equal to 1"),
        with("maxAgeDays: 3651", ".maxAgeDays", "3650"),
        secret(
            "name: a, maxAgeDays: 30, keys: [{name: a, generate: {}, rotation: {everyDays: 31}}]",
            FIRST + ".maxAgeDays",
            "no less than rotation.everyDays"),
        new Bad(
            "{selector: {}, secrets: [%1$s, %1$s]}"
                .formatted("{name: a, keys: [" + good("a") + "]}"),
            "spec.secrets",
            "each name once"));
  }

  private static Stream<Bad> keys() {
    return Stream.of(
        keyed("{generate: {}}", KEY + ".name", "Required value"),
        keyed("{name: '', generate: {}}", KEY + ".name", "at least 1"),
        keyed("{name: 'a b', generate: {}}", KEY + ".name", "should match"),
        keyed("{name: '..', generate: {}}", KEY + ".name", "should match"),
        keyed("{name: %s, generate: {}}".formatted("x".repeat(201)), KEY + ".name", "200"),
        keyed("{name: a-previous, generate: {}}", KEY + ".name", "must not end in -previous"),
        rotated("{generation: 0}", ".generation", "greater than or equal to 1"),
        rotated("{everyDays: 0}", ".everyDays", "greater than or equal to 1"),
        rotated("{everyDays: 3651}", ".everyDays", "3650"));
  }

  private static Stream<Bad> origins() {
    return Stream.of(
        keyed("{name: a}", KEY, "exactly one of: generate"),
        generated("{length: 0}", ".length", "greater than or equal to 1"),
        generated("{length: 1025}", ".length", "1024"),
        generated("{alphabet: greek}", ".alphabet", "\"hex\""),
        generated("{length: 21}", ".length", "128 bits"),
        generated("{length: 21, alphabet: printable}", ".length", "128 bits"),
        generated("{length: 31, alphabet: hex}", ".length", "128 bits"),
        generated("{length: 38, alphabet: digits}", ".length", "128 bits"));
  }

  private static Bad named(String name, String words) {
    return secret("name: %s, keys: [%s]".formatted(name, good("a")), FIRST + ".name", words);
  }

  private static Bad with(String field, String path, String words) {
    return secret("name: a, %s, keys: [%s]".formatted(field, good("a")), FIRST + path, words);
  }

  private static Bad rotated(String rotation, String field, String words) {
    return keyed(
        "{name: a, generate: {}, rotation: %s}".formatted(rotation),
        KEY + ".rotation" + field,
        words);
  }

  private static Bad generated(String generate, String field, String words) {
    return keyed("{name: a, generate: %s}".formatted(generate), KEY + ".generate" + field, words);
  }

  private static Bad keyed(String keys, String field, String words) {
    return secret("name: a, keys: [%s]".formatted(keys), field, words);
  }

  private static Bad secret(String secret, String field, String words) {
    return new Bad("{selector: {}, secrets: [{%s}]}".formatted(secret), field, words);
  }

  private static String keys(int number) {
    return IntStream.range(0, number).mapToObj(i -> good("k" + i)).collect(Collectors.joining(","));
  }

  private static String good(String name) {
    return "{name: %s, generate: {}}".formatted(name);
  }
}
