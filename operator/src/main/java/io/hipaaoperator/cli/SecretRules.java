package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The rules on secrets of workloads, known by their messages. */
final class SecretRules {
  private static final Set<String> FILLED =
      Set.of("kubernetes.io/service-account-token", "bootstrap.kubernetes.io/token");

  private static final String BASIC_AUTH = "kubernetes.io/basic-auth";

  static final Map<String, Predicate<JsonNode>> RULES =
      Map.of(
          "secrets has each name once",
          self -> isEachOnce(self.path("secrets")),
          "keys has each name once",
          self -> isEachOnce(self.path("keys")),
          "type is one that Kubernetes itself fills: it would be a way to act as others",
          self -> !FILLED.contains(self.path("type").asText()),
          "type of Kubernetes is one whose values can be random: Opaque, kubernetes.io/basic-auth",
          self -> isFreelyFilled(self.path("type").asText()),
          "type kubernetes.io/basic-auth has a key username or password",
          self -> !self.path("type").asText().equals(BASIC_AUTH) || hasCredential(self),
          "type cannot change: Kubernetes lets nobody change that of a Secret",
          self -> true,
          "maxAgeDays is no less than rotation.everyDays of any of the keys",
          SecretRules::isRotatedInTime,
          "a key is exactly one of: generate",
          self -> self.has("generate"),
          "name must not end in -previous: that key holds the value before a rotation",
          self -> !self.path("name").asText().endsWith("-previous"),
          "length gives 128 bits at least: 22 characters, of hex 32, of digits 39",
          self ->
              !self.has("length")
                  || self.path("length").asInt() >= least(self.path("alphabet").asText()));

  private SecretRules() {}

  private static boolean isFreelyFilled(String type) {
    return !type.contains("kubernetes.io/") || type.equals(BASIC_AUTH);
  }

  private static boolean hasCredential(JsonNode secret) {
    return secret
        .path("keys")
        .valueStream()
        .map(key -> key.path("name").asText())
        .anyMatch(Set.of("username", "password")::contains);
  }

  private static boolean isEachOnce(JsonNode named) {
    return named.valueStream().map(it -> it.path("name").asText()).distinct().count()
        == named.size();
  }

  private static boolean isRotatedInTime(JsonNode secret) {
    return !secret.has("maxAgeDays")
        || secret
            .path("keys")
            .valueStream()
            .map(key -> key.at("/rotation/everyDays"))
            .allMatch(days -> days.asInt() <= secret.path("maxAgeDays").asInt());
  }

  private static int least(String alphabet) {
    return switch (alphabet) {
      case "hex" -> 32;
      case "digits" -> 39;
      default -> 22;
    };
  }
}
