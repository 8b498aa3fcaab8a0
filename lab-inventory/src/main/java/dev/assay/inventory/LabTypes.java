package dev.assay.inventory;

import dev.assay.config.Place;
import dev.assay.config.Type;
import dev.assay.config.Types;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The types of values that only lab files hold. */
final class LabTypes {

  static final List<String> EXPORT_KINDS = List.of("nfs", "iscsi", "smb", "iso", "hba", "fcoe", "luns");

  private static final String WORD_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

  private static final Pattern LUNS = Pattern.compile("[^/\\s]+/[^/\\s]+/[^/\\s\\[]*\\[(\\d{1,4})-(\\d{1,4})]");

  static final Type<String> WORD = Types.text(WORD_PATTERN, "a word of letters, digits, dots, hyphens and underscores");

  static final Type<String> WORD_OR_BLANK = Types.text(WORD_PATTERN + "|", "a word of letters, digits, dots, hyphens and underscores");

  static final Type<String> ADDRESS =
      Types.text("[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:]+", "an IP address or a host name");

  static final Type<String> MAC =
      Types.text("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}", "a MAC address such as 52:54:00:12:34:56").map(mac -> mac.toLowerCase(Locale.ROOT));

  static final Type<String> HOST_AND_PORT = Types.text("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:]+](:\\d{1,5})?", "host or host:port");

  static final Type<String> CLOCK = Types.text("[A-Za-z0-9.-]+:[1-9]\\d{0,4}", "host:port, as 'assay lab serve --jump' writes it");

  static final Type<String> HOST_KEY =
      Types.text("SHA256:[A-Za-z0-9+/]{43}", "an SSH host key's fingerprint as 'ssh-keygen -l' prints it, SHA256:...");

  /** A log that stands in for a console, or the serial console itself. */
  static final Type<String> CONSOLE = Types.text("(file:)?/\\S+|serial", "the absolute path of a log on the host, 'file:' and that of one on this machine, or 'serial'");

  static final Type<String> ABSOLUTE_PATH = Types.text("/[A-Za-z0-9._/-]{1,250}", "an absolute path such as /var/log/kern.log");

  static final Type<String> FINGERPRINT =
      Types.text("[0-9A-Fa-f]{64}|[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){31}", "a certificate's SHA-256 fingerprint: 64 hexadecimal digits")
          .map(text -> text.replace(":", "").toLowerCase(Locale.ROOT));

  private LabTypes() {}

  /** Record a problem when the key under which a value stands is not fit for a name. */
  static void requireName(Place place) {
    if (!place.name().matches(WORD_PATTERN)) {
      place.problem("the name is not a word of letters, digits, dots, hyphens and underscores");
    }
  }

  private static String luns(String target) {
    var matcher = LUNS.matcher(target);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > Integer.parseInt(matcher.group(2))) {
      throw new IllegalArgumentException("no LUNs");
    }
    return target;
  }

  /** Return what an export's target must look like. */
  static Type<String> target(String exportKind) {
    return switch (exportKind) {
      case "luns" -> Types.parsed(LabTypes::luns, "portal,portal/iqn/scsi-id[001-150], the numbers being those of its first and its last LUN");
      case "iscsi", "hba", "fcoe" -> Types.text("[^/\\s]+/[^/\\s]+/[^/\\s]+", "server/iqn/scsi-id");
      default -> Types.text("[^:/\\s]+:/\\S*", "server:/path");
    };
  }
}
