package dev.assay.simulator.served;

import dev.assay.core.HostId;
import java.net.URI;

/**
 * Where one simulated host is reached, as a lab file says it.
 *
 * @param xapi {@code https://127.0.0.1:port}
 * @param certificateSha256 of XAPI's certificate, in hexadecimal
 * @param ssh {@code 127.0.0.1:port}
 * @param sshHostKey {@code SHA256:...}
 * @param power {@code redfish+https://127.0.0.1:port}
 * @param powerCertificateSha256 of the management controller's certificate, in hexadecimal
 */
public record ServedHost(
    HostId id, URI xapi, String certificateSha256, String ssh, String sshHostKey, URI power, String powerCertificateSha256) {}
