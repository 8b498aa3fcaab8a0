package dev.assay.cli.drill;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How processes are started that live for seconds: they compile quickly rather than well, and begin from a cache of what the first
 * of them loaded. The command and all that it does are the same.
 */
record QuickStart(Path cache) {

  private static final String COMPILE_QUICKLY = "-XX:TieredStopAtLevel=1";

  /** Return the flags of the first one, which leaves the cache as it ends. Classes that lie in folders cannot be kept in one. */
  List<String> first() {
    var areJars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).allMatch(part -> part.endsWith(".jar"));
    return areJars ? List.of(COMPILE_QUICKLY, "-XX:AOTCacheOutput=" + cache) : List.of(COMPILE_QUICKLY);
  }

  /** Return the flags of all others. */
  List<String> others() {
    return Files.isRegularFile(cache) ? List.of(COMPILE_QUICKLY, "-XX:AOTCache=" + cache) : List.of(COMPILE_QUICKLY);
  }
}
