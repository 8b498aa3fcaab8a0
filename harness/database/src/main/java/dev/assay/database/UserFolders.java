package dev.assay.database;

import java.nio.file.Path;
import java.util.Map;

/** Where this user's data and caches belong, by the XDG base directory specification; for root, where services keep theirs. */
record UserFolders(Path data, Path cache) {

  static UserFolders of(Map<String, String> environment) {
    if (ServerAccount.currentUid() == 0) {
      return new UserFolders(Path.of("/var/lib/assay"), Path.of("/var/cache/assay"));
    }
    var home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    return new UserFolders(
        folder(environment, "XDG_DATA_HOME", home.resolve(".local/share")),
        folder(environment, "XDG_CACHE_HOME", home.resolve(".cache")));
  }

  /** The specification says that a relative path in a variable is to be ignored. */
  private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
    var named = environment.getOrDefault(variable, "");
    return (named.startsWith("/") ? Path.of(named) : otherwise).resolve("assay");
  }
}
