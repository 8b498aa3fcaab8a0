package dev.assay.drivers.install;

import dev.assay.core.AssayException;

/**
 * The script by which the installer lets a public key log in: the answer file itself has no place for one.
 *
 * <p>The installer runs it with the folder where the new system's root is mounted as its only argument.
 */
record KeyScript(String publicKey) {

  static final String FILE = "authorize-key.sh";

  KeyScript {
    if (!publicKey.matches("[a-z0-9@.-]+ [A-Za-z0-9+/=]+( [A-Za-z0-9@._-]+)?")) {
      throw new AssayException.Usage("authorizing an SSH key on a host: '" + publicKey + "' is not one line 'type base64 [comment]'");
    }
  }

  String render() {
    return """
        #!/bin/sh
        set -e
        mkdir -p -m 700 "$1/root/.ssh"
        echo '%s' >> "$1/root/.ssh/authorized_keys"
        chmod 600 "$1/root/.ssh/authorized_keys"
        """.formatted(publicKey);
  }
}
