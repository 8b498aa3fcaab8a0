package dev.assay.inventory;

import dev.assay.config.Field;
import dev.assay.config.Section;
import dev.assay.config.Types;
import java.net.URI;
import java.util.Optional;

/** How a host's power is switched: each thing given or not. */
record PowerAttributes(Optional<URI> address, Optional<String> certificate, Optional<String> user, Optional<Secret> password) {

  static final PowerAttributes NONE = new PowerAttributes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static Field<PowerAttributes> read(Section section, SecretType secrets) {
    var address = section.optional("address", Types.uri("redfish+https", "redfish+http", "ipmi"));
    var certificate = section.optional("certificate", LabTypes.FINGERPRINT);
    var user = section.optional("user", LabTypes.WORD);
    var password = section.optional("password", secrets);
    return section.make(() -> new PowerAttributes(address.get(), certificate.get(), user.get(), password.get()));
  }

  PowerAttributes over(PowerAttributes defaults) {
    return new PowerAttributes(
        address.or(defaults::address),
        certificate.or(defaults::certificate),
        user.or(defaults::user),
        password.or(defaults::password));
  }
}
