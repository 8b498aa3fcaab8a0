package dev.assay.simulator.shell;

import dev.assay.simulator.shell.CommandLine.Token;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/** Runs commands of a table, alone or joined by {@code sh -c} with {@code && || ; |} and redirections. */
public final class Interpreter {

  private final SequencedMap<String, Command> commands;
  private final Files files;

  public Interpreter(SequencedMap<String, Command> commands, Files files) {
    this.commands = commands;
    this.files = files;
  }

  /** What a command left. */
  record Ended(int status, byte[] output, byte[] errors) {}

  Ended run(List<String> command) {
    return run(command, new byte[0]);
  }

  private Ended run(List<String> command, byte[] input) {
    var output = new ByteArrayOutputStream();
    var errors = new ByteArrayOutputStream();
    var name = command.getFirst().substring(command.getFirst().lastIndexOf('/') + 1);
    var invocation = new Invocation(name, command.subList(1, command.size()), input, files, output, errors);
    return new Ended(status(invocation), output.toByteArray(), errors.toByteArray());
  }

  private int status(Invocation invocation) {
    try {
      if (List.of("sh", "bash").contains(invocation.name())) {
        return script(invocation);
      }
      var command = commands.get(invocation.name());
      if (command == null) {
        invocation.error("sh: " + invocation.name() + ": command not found");
        return 127;
      }
      return command.run(invocation);
    } catch (CommandFailed e) {
      invocation.error(invocation.name() + ": " + e.text());
      return e.status();
    }
  }

  private int script(Invocation shell) {
    if (shell.arguments().size() != 2 || !shell.arguments().getFirst().matches("-[el]*c")) {
      throw new CommandFailed(2, "only -c and one string are simulated");
    }
    int status = 0;
    boolean skip = false;
    boolean stopAtFailure = shell.arguments().getFirst().contains("e");
    var rest = new ArrayList<>(CommandLine.split(shell.arguments().getLast()));
    while (!rest.isEmpty()) {
      var pipeline = takePipeline(rest);
      boolean runs = !skip && !pipeline.isEmpty();
      if (runs && pipeline.stream().map(Token::text).toList().equals(List.of("set", "-e"))) {
        stopAtFailure = true;
      } else if (runs) {
        status = pipeline(pipeline, shell);
      }
      var join = rest.isEmpty() ? ";" : rest.removeFirst().text();
      if (runs && stopAtFailure && status != 0 && join.equals(";")) {
        return status;
      }
      skip = join.equals("&&") ? status != 0 : join.equals("||") && status == 0;
    }
    return status;
  }

  private static List<Token> takePipeline(List<Token> rest) {
    var taken = new ArrayList<Token>();
    while (!rest.isEmpty() && !rest.getFirst().is("&&") && !rest.getFirst().is("||") && !rest.getFirst().is(";")) {
      taken.add(rest.removeFirst());
    }
    return taken;
  }

  private int pipeline(List<Token> tokens, Invocation shell) {
    var part = new ArrayList<Token>();
    byte[] piped = new byte[0];
    for (var token : tokens) {
      if (token.is("|")) {
        piped = redirected(part, piped, shell).output();
        part.clear();
      } else {
        part.add(token);
      }
    }
    var last = redirected(part, piped, shell);
    shell.output().writeBytes(last.output());
    return last.status();
  }

  private Ended redirected(List<Token> tokens, byte[] piped, Invocation shell) {
    var words = new ArrayList<String>();
    var redirections = new ArrayList<Redirection>();
    for (int i = 0; i < tokens.size(); i++) {
      var token = tokens.get(i);
      if (!token.operator()) {
        words.add(token.text());
      } else if (token.is("2>&1")) {
        redirections.add(new Redirection(token.text(), ""));
      } else if (i + 1 < tokens.size() && !tokens.get(i + 1).operator()) {
        redirections.add(new Redirection(token.text(), tokens.get(++i).text()));
      } else {
        throw new CommandFailed(2, "syntax error near '" + token.text() + "'");
      }
    }
    if (words.isEmpty()) {
      throw new CommandFailed(2, "syntax error: a command is missing");
    }
    var input = redirections.stream().filter(r -> r.operator.equals("<")).findFirst().map(r -> files.read(r.target)).orElse(piped);
    var ended = run(words, input);
    for (var redirection : redirections) {
      ended = apply(redirection, ended);
    }
    shell.errors().writeBytes(ended.errors());
    return new Ended(ended.status(), ended.output(), new byte[0]);
  }

  private Ended apply(Redirection redirection, Ended ended) {
    var none = new byte[0];
    return switch (redirection.operator) {
      case "2>&1" -> new Ended(ended.status(), joined(ended.output(), ended.errors()), none);
      case "2>", "2>>" -> {
        store(redirection.target, ended.errors(), redirection.operator.equals("2>>"));
        yield new Ended(ended.status(), ended.output(), none);
      }
      case ">", ">>" -> {
        store(redirection.target, ended.output(), redirection.operator.equals(">>"));
        yield new Ended(ended.status(), none, ended.errors());
      }
      default -> ended;
    };
  }

  private void store(String path, byte[] bytes, boolean append) {
    if (path.equals("/dev/null")) {
      return;
    }
    if (append) {
      files.append(path, bytes);
    } else {
      files.replace(path, bytes);
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  private record Redirection(String operator, String target) {}
}
