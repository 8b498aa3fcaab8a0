package dev.assay.drivers.install;

import java.net.URI;

/**
 * The script by which the installer makes the new system's SSH host keys, and says which one it will show: the first kind of these
 * that it can make is the one that we ask for first. A system makes at its first boot only those keys that it has not.
 *
 * <p>The installer runs it with the folder where the new system's root is mounted as its only argument. Where it cannot make keys it
 * says nothing, and the host is held to the key it had.
 */
record NewKeyScript(URI report, String token) {

  static final String FILE = "report-keys.sh";
  static final String REPORT = "report";

  String render() {
    return """
        #!/bin/sh
        token='%s'
        report='%s'
        said=
        for kind in ed25519 ecdsa rsa; do
          file="/etc/ssh/ssh_host_${kind}_key"
          rm -f "$1$file" "$1$file.pub"
          chroot "$1" ssh-keygen -q -t "$kind" -N '' -f "$file" || continue
          if [ -z "$said" ]; then
            said="NEW KEY: $token $(cut -d ' ' -f 1,2 "$1$file.pub")"
          fi
        done
        [ -n "$said" ] || exit 0
        curl -fsS --data-binary "$said" "$report" || wget -q -O /dev/null --post-data="$said" "$report"
        """.formatted(token, report);
  }
}
