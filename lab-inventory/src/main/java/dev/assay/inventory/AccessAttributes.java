package dev.assay.inventory;

import dev.assay.config.Field;
import dev.assay.config.Section;
import dev.assay.config.Types;
import java.net.URI;
import java.util.Optional;

/** How an installed host is logged in to: each thing given or not. */
record AccessAttributes(
    Optional<String> user,
    Optional<Secret> password,
    Optional<Secret> key,
    Optional<URI> xapi,
    Optional<String> certificate,
    Optional<String> ssh,
    Optional<String> hostKey,
    Optional<String> console) {

  static final AccessAttributes NONE =
      new AccessAttributes(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
          Optional.empty());

  static Field<AccessAttributes> read(Section section, SecretType secrets) {
    var user = section.optional("user", LabTypes.WORD);
    var password = section.optional("password", secrets);
    var key = section.optional("key", secrets);
    var xapi = section.optional("xapi", Types.uri("https", "http"));
    var certificate = section.optional("certificate", LabTypes.FINGERPRINT);
    var ssh = section.optional("ssh", LabTypes.HOST_AND_PORT);
    var hostKey = section.optional("hostKey", LabTypes.HOST_KEY);
    var console = section.optional("console", LabTypes.CONSOLE);
    return section.make(() ->
        new AccessAttributes(user.get(), password.get(), key.get(), xapi.get(), certificate.get(), ssh.get(), hostKey.get(), console.get()));
  }

  AccessAttributes over(AccessAttributes defaults) {
    return new AccessAttributes(
        user.or(defaults::user),
        password.or(defaults::password),
        key.or(defaults::key),
        xapi.or(defaults::xapi),
        certificate.or(defaults::certificate),
        ssh.or(defaults::ssh),
        hostKey.or(defaults::hostKey),
        console.or(defaults::console));
  }
}
