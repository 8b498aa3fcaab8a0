package dev.assay.config;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong in one file while it is being read. */
final class Problems {

  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void at(Node node, String message) {
    at(node.getStartMark().orElseThrow(), message);
  }

  void at(Mark mark, String message) {
    found.add(new Problem(file, mark.getLine() + 1, mark.getColumn() + 1, message));
  }

  void inFile(String message) {
    found.add(new Problem(file, 0, 0, message));
  }

  List<Problem> inOrder() {
    return found.stream().distinct().sorted().toList();
  }
}
