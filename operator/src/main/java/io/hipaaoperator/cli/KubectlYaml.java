package io.hipaaoperator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as kubectl reads it: version 1.1 with merge keys, where {@code yes}, {@code on} and {@code
 * y} are true and {@code 010} is 8, but without times of day and dates, which are text. A key that
 * is given twice is an error.
 *
 * @see <a href="https://github.com/kubernetes-sigs/yaml">sigs.k8s.io/yaml</a>
 */
final class KubectlYaml {
  private static final int MOST_CHARACTERS = 64 << 20;

  private KubectlYaml() {}

  /**
   * The documents of a text as maps, lists and values; null for an empty one.
   *
   * @throws org.yaml.snakeyaml.error.YAMLException when it is no YAML; it quotes the text
   */
  static List<Object> read(String text) {
    var options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    var parser = new ParserImpl(new StreamReader(text), options);
    var constructor = new Constructor(options);
    constructor.setAllowDuplicateKeys(false);
    constructor.setComposer(new Composer(parser, new Scalars(), options));
    List<Object> documents = new ArrayList<>();
    while (constructor.checkData()) {
      documents.add(constructor.getData());
    }
    return documents;
  }

  /** What a plain word means. */
  private static final class Scalars extends Resolver {
    private static final Pattern BOOL =
        Pattern.compile(
            "y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON|n|N|no|No|NO|false|False|FALSE|off|Off|OFF");
    private static final Pattern INT =
        Pattern.compile("[-+]?(0b[01_]+|0[0-7_]*|[1-9][0-9_]*|0x[0-9a-fA-F_]+)");
    private static final Pattern FLOAT =
        Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
      addImplicitResolver(Tag.INT, INT, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }

  private static final class Constructor extends SafeConstructor {
    private static final Set<String> TRUE =
        Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");

    Constructor(LoaderOptions options) {
      super(options);
      yamlConstructors.put(Tag.BOOL, new Scalar(TRUE::contains));
      yamlConstructors.put(Tag.FLOAT, new Scalar(Constructor::number));
    }

    /** JSON does not tell 8.0 from 8. */
    private static Object number(String text) {
      double number = Double.parseDouble(text);
      return number == (long) number ? (Object) (long) number : (Object) number;
    }
  }

  private static final class Scalar extends AbstractConstruct {
    private final Function<String, Object> meaning;

    Scalar(Function<String, Object> meaning) {
      this.meaning = meaning;
    }

    @Override
    public Object construct(Node node) {
      return meaning.apply(((ScalarNode) node).getValue());
    }
  }
}
