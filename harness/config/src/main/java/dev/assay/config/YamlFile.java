package dev.assay.config;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a YAML file as a typed value, or says everything that is wrong with it.
 *
 * <p>Files from outside cannot exhaust us: a megabyte at most, {@value #DEPTH} levels deep, one document, no aliases.
 */
public final class YamlFile {

  private static final long SIZE = 1L << 20;
  private static final int DEPTH = 20;

  private YamlFile() {}

  /** What reading gave: the value if nothing is wrong, else all problems in the file's order. */
  public record Result<T>(Optional<T> value, List<Problem> problems) {

    /**
     * Return the value.
     *
     * @throws AssayException.Usage with one line for each problem
     */
    public T orThrow(String doing) {
      return value.orElseThrow(() -> new AssayException.Usage(doing + ": " + problems.size() + (problems.size() == 1 ? " problem" : " problems")
          + problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining())));
    }
  }

  public static <T> Result<T> read(Path path, Type<T> type) {
    var problems = new Problems(path.toString());
    return text(path, problems).map(text -> parse(text, type, problems)).orElseGet(() -> failed(problems));
  }

  /** Read from text; {@code name} stands for the file in messages. */
  public static <T> Result<T> parse(String name, String text, Type<T> type) {
    return parse(text, type, new Problems(name));
  }

  private static <T> Result<T> parse(String text, Type<T> type, Problems problems) {
    var value = root(text, problems).map(node -> type.read(new Place(node, "", problems))).flatMap(Field::value);
    var found = problems.inOrder();
    return new Result<>(found.isEmpty() ? value : Optional.empty(), found);
  }

  private static <T> Result<T> failed(Problems problems) {
    return new Result<>(Optional.empty(), problems.inOrder());
  }

  private static Optional<String> text(Path path, Problems problems) {
    try {
      if (Files.size(path) > SIZE) {
        problems.inFile("found " + Files.size(path) + " bytes, expected at most " + SIZE);
        return Optional.empty();
      }
      return Optional.of(Files.readString(path, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      problems.inFile("there is no such file");
    } catch (CharacterCodingException e) {
      problems.inFile("found bytes that are not UTF-8 text");
    } catch (AccessDeniedException e) {
      problems.inFile("you may not read it");
    } catch (IOException e) {
      problems.inFile("cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static Optional<Node> root(String text, Problems problems) {
    var settings = LoadSettings.builder().setUseMarks(true).setCodePointLimit((int) SIZE).build();
    try {
      if (!isHarmless(new Parse(settings).parseString(text), problems)) {
        return Optional.empty();
      }
      var root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        problems.inFile("is empty");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      e.getProblemMark().ifPresentOrElse(mark -> problems.at(mark, sentence(e)), () -> problems.inFile(sentence(e)));
    } catch (YamlEngineException e) {
      problems.inFile("is not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static String sentence(MarkedYamlEngineException e) {
    return "is not YAML here: " + (e.getProblem() == null ? e.getMessage() : e.getProblem());
  }

  /** Look at the flat stream of events before anything is built from them. */
  private static boolean isHarmless(Iterable<Event> events, Problems problems) {
    int depth = 0;
    int documents = 0;
    for (Event event : events) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case DocumentStart -> documents++;
        case Alias -> {
          problems.at(event.getStartMark().orElseThrow(), "found an alias; aliases and anchors are not read here");
          return false;
        }
        case Comment, DocumentEnd, Scalar, StreamStart, StreamEnd -> {}
      }
      if (depth > DEPTH || documents > 1) {
        problems.at(event.getStartMark().orElseThrow(), depth > DEPTH ? "is nested more than " + DEPTH + " levels deep" : "found a second document, expected one");
        return false;
      }
    }
    return true;
  }
}
