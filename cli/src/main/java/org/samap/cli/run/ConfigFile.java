package org.samap.cli.run;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Check;
import org.samap.cli.options.OptionParsing;
import org.samap.cli.options.Suggestion;
import org.samap.core.run.InputException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Options in a YAML file. Names are those of the command line without the leading dashes. Values
 * are maps for options of each species, lists for options that can be repeated, and true or false
 * for flags.
 */
final class ConfigFile {
  private static final Set<String> UNFIT = Set.of("config", "help");
  private static final Set<String> PATHS =
      Set.of("species", "maps", "pairs", "homology", "names", "out");
  private static final Set<String> COLUMNS_OR_PATHS = Set.of("labels", "clusters");

  private final Path file;
  private final Map<String, @Nullable Object> entries;

  private ConfigFile(Path file, Map<String, @Nullable Object> entries) {
    this.file = file;
    this.entries = entries;
  }

  /**
   * @throws InputException if the file is missing or is not a map in YAML
   */
  static ConfigFile read(Path file) {
    Check.file("--config", file);
    Object content;
    try (InputStream in = Files.newInputStream(file)) {
      content = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(Mark::getLine).map(l -> " line " + (l + 1)).orElse("");
      throw new InputException(
          "--config %s:%s is not valid YAML: %s; correct it".formatted(file, line, e.getProblem()),
          e);
    } catch (YamlEngineException e) {
      throw new InputException(
          "--config %s is not valid YAML: %s; correct it".formatted(file, e.getMessage()), e);
    } catch (StackOverflowError e) {
      throw nestedTooDeep(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!(content instanceof Map<?, ?> map)) {
      throw new InputException(
          "--config %s has no options; write lines such as 'cross-k: 30'".formatted(file));
    }
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    map.forEach((key, value) -> entries.put(String.valueOf(key), value));
    return new ConfigFile(file, entries);
  }

  /**
   * Gives the file's values to options that the command line left out. In an option with a value
   * for each species, the species of the file come first, in its order; a value on the command line
   * replaces that of the file.
   *
   * @param spec the parsed command
   * @param twin a new command with all options that the file can hold, for parsing them; options
   *     that {@code spec} lacks are ignored
   * @throws InputException if the file names an unknown option or has a wrong value
   */
  void completeOptions(CommandSpec spec, Object twin) {
    CommandLine parser = OptionParsing.configure(new CommandLine(twin));
    Map<String, OptionSpec> options = new TreeMap<>();
    for (OptionSpec option : parser.getCommandSpec().options()) {
      options.put(option.longestName().substring(2), option);
    }
    options.keySet().removeAll(UNFIT);
    ParseResult fromFile;
    try {
      fromFile = parser.parseArgs(arguments(options).toArray(String[]::new));
    } catch (ParameterException e) {
      throw new InputException("--config %s: %s".formatted(file, e.getMessage()), e);
    }
    ParseResult fromCommand = spec.commandLine().getParseResult();
    for (OptionSpec given : fromFile.matchedOptionsSet()) {
      OptionSpec option = spec.findOption(given.longestName());
      if (option != null) {
        boolean both = fromCommand.hasMatchedOption(option);
        option.setValue(both ? merged(given.getValue(), option.getValue()) : given.getValue());
      }
    }
  }

  /** The command line that says the same. */
  private List<String> arguments(Map<String, OptionSpec> options) {
    List<String> args = new ArrayList<>();
    try {
      entries.forEach(
          (key, value) -> {
            OptionSpec option = options.get(key);
            if (option == null) {
              throw mistake(key, "is not an option; " + Suggestion.hint(key, options.keySet()));
            }
            args.addAll(arguments(key, value, option));
          });
    } catch (StackOverflowError e) { // a value can contain itself, by an alias
      throw nestedTooDeep(file, e);
    }
    return args;
  }

  private static InputException nestedTooDeep(Path file, StackOverflowError e) {
    return new InputException(
        "--config %s is nested too deep; write options and their values".formatted(file), e);
  }

  /** Values for each species are merged; of other values, that of the command line is used. */
  private static Object merged(Object ofFile, Object ofCommand) {
    if (!(ofFile instanceof List<?> a && ofCommand instanceof List<?> b)
        || !(a.getFirst() instanceof Assignment)) {
      return ofCommand;
    }
    Map<String, List<Assignment>> merged = byId(a);
    merged.putAll(byId(b));
    return merged.values().stream().flatMap(List::stream).toList();
  }

  private static Map<String, List<Assignment>> byId(List<?> values) {
    return values.stream()
        .map(Assignment.class::cast)
        .collect(groupingBy(Assignment::id, LinkedHashMap::new, toList()));
  }

  private List<String> arguments(String key, @Nullable Object value, OptionSpec option) {
    if (option.arity().max() == 0) {
      return switch (value) {
        case Boolean on when on -> List.of("--" + key);
        case Boolean off -> List.of();
        case null, default -> throw mistake(key, "must be true or false, but is " + value);
      };
    }
    return switch (value) {
      case Map<?, ?> map when map.isEmpty() -> throw noValue(key);
      case List<?> list when list.isEmpty() -> throw noValue(key);
      case Map<?, ?> map -> ofSpecies(key, map);
      case List<?> list -> list.stream().map(item -> argument(key, item)).toList();
      case null, default -> List.of(argument(key, value));
    };
  }

  /** The arguments of a map: a value for each species, or a list of values. */
  private List<String> ofSpecies(String key, Map<?, ?> map) {
    List<String> args = new ArrayList<>();
    map.forEach(
        (id, value) -> {
          if (value instanceof List<?> list && !list.isEmpty()) {
            list.forEach(item -> args.add(argument(key, id + "=", item)));
          } else {
            args.add(argument(key, id + "=", value));
          }
        });
    return args;
  }

  /** The argument of a list item, or of a single value: VALUE or ID=VALUE. */
  private String argument(String key, @Nullable Object value) {
    if (value instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> only = map.entrySet().iterator().next();
      return argument(key, only.getKey() + "=", only.getValue());
    }
    String text = String.valueOf(value);
    int equals = text.indexOf('=');
    return value instanceof String && equals > 0
        ? argument(key, text.substring(0, equals + 1), text.substring(equals + 1))
        : argument(key, "", value);
  }

  private String argument(String key, String prefix, @Nullable Object value) {
    return switch (value) {
      case String text -> "--" + key + "=" + prefix + located(key, text);
      case Number number -> "--" + key + "=" + prefix + number;
      case null -> throw noValue(key);
      case List<?> list when list.isEmpty() -> throw noValue(key);
      default ->
          throw mistake(
              key, "must be a text or a number, or a map or list of them, but holds " + value);
    };
  }

  private InputException noValue(String key) {
    return mistake(key, "has no value; write one or leave it out");
  }

  /** Resolves paths in the file, which are relative to its folder. */
  private String located(String key, String text) {
    Path path = file.toAbsolutePath().resolveSibling(text);
    boolean isPath =
        PATHS.contains(key) || (COLUMNS_OR_PATHS.contains(key) && Files.isRegularFile(path));
    return isPath ? path.toString() : text;
  }

  private InputException mistake(String key, String what) {
    return new InputException("--config %s: '%s' %s".formatted(file, key, what));
  }
}
