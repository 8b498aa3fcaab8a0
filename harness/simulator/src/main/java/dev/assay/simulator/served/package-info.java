/**
 * The simulated lab behind sockets on loopback: each host's XAPI over HTTPS, SSH and SFTP, and a Redfish management
 * controller, speaking to real clients. Nothing is simulated here; every request enters the lab's time and asks there.
 * Start at {@link dev.assay.simulator.served.ServedLab}.
 */
@NullMarked
package dev.assay.simulator.served;

import org.jspecify.annotations.NullMarked;
