package dev.assay.database;

import dev.assay.core.AssayException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** Where PostgreSQL is to be found. */
public sealed interface DatabaseSettings {

  /**
   * The server that Assay owns, started when it does not run and left running for the next command.
   *
   * @param folder what it keeps: data, password, log; made when missing
   */
  record Embedded(Path folder) implements DatabaseSettings {
    public Embedded {
      folder = folder.toAbsolutePath().normalize();
    }
  }

  /**
   * A server that somebody else runs.
   *
   * @param url {@code jdbc:postgresql://host[:port]/database}, without user or password
   * @param password asked for once, when the database is opened; never printed
   */
  record External(String url, String user, Supplier<String> password) implements DatabaseSettings {
    public External {
      if (!url.startsWith("jdbc:postgresql://")) {
        throw new AssayException.Usage("reading the database's address: '" + withoutParameters(url)
            + "' does not begin with jdbc:postgresql://");
      }
      if (url.matches(".*[?&]password=.*") || url.matches("jdbc:postgresql://[^/?]*@.*")) {
        throw new AssayException.Usage("reading the database's address: it holds a password or a user; "
            + "give the user apart and the password by reference, since addresses are printed and logged");
      }
    }

    @Override
    public String toString() {
      return withoutParameters(url) + " as " + user;
    }

    private static String withoutParameters(String url) {
      return url.replaceFirst("\\?.*", "").replaceFirst("//[^/?]*@", "//");
    }
  }

  /**
   * Choose the folder of this user's embedded server: {@code $XDG_DATA_HOME/assay/postgres}, else
   * {@code ~/.local/share/assay/postgres}; for root {@code /var/lib/assay/postgres}, since the server itself must run as
   * another user, who cannot enter root's home.
   */
  static Embedded embedded(Map<String, String> environment) {
    return new Embedded(UserFolders.of(environment).data().resolve("postgres"));
  }
}
