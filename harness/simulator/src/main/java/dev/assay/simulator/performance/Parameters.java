package dev.assay.simulator.performance;

import dev.assay.simulator.generation.Feature;
import dev.assay.simulator.generation.Limit;
import dev.assay.simulator.generation.ReleaseFacts;

/**
 * Every number of the performance model, in one place; seconds, bytes and CPUs unless the name says otherwise.
 *
 * <p>{@code docs/performance-model.md} tells what each stands for and where it was published; "ours" marks what no
 * publication gives and what was therefore chosen within the range that the published totals leave.
 */
final class Parameters {

  private Parameters() {}

  // ---- dom0 processor

  /** dom0's own daemons, in vCPUs; ours. */
  static final double DAEMONS = 0.06;

  /** The control stack's part of dom0's processors where control groups keep it apart. calibration: ten times the data path's weight. */
  static final double CONTROL_SHARE = 10.0 / 11;

  /** What published aggregates could use of dom0's four vCPUs. */
  private static final double FOR_DATA = 4 - DAEMONS;

  /**
   * dom0 processor time per guest I/O (block back end, tap device, VHD chain). calibration: 125 Windows 7 boots, 8.75
   * million I/Os, in 850 s (6.2) and 350 s (6.5): 10,300 and 25,000 I/Os a second on four vCPUs.
   */
  static double perOperation(ReleaseFacts facts) {
    return facts.limit(Limit.DOM0_BITS) == 32 ? 330e-6 : 126e-6;
  }

  /** dom0 processor time per byte read. calibration: aggregate disk read 2.2 GB/s on 6.2, 9.9 GB/s on 6.5, four vCPUs. */
  static double perByte(ReleaseFacts facts) {
    return facts.limit(Limit.DOM0_BITS) == 32 ? FOR_DATA / 2.2e9 : FOR_DATA / 9.9e9;
  }

  /** dom0 processor time per byte written. calibration: aggregate disk write 2.8 GB/s on 6.2, 7.8 GB/s on 6.5, four vCPUs. */
  static double perByteWritten(ReleaseFacts facts) {
    return facts.limit(Limit.DOM0_BITS) == 32 ? FOR_DATA / 2.8e9 : FOR_DATA / 7.8e9;
  }

  /**
   * dom0 processor time per byte of guests' network traffic. calibration: 3 Gb/s between guests of a host on 6.2, 25 Gb/s on 6.5, four vCPUs.
   */
  static double perNetworkByte(ReleaseFacts facts) {
    return facts.limit(Limit.DOM0_BITS) == 32 ? FOR_DATA / 0.375e9 : FOR_DATA / 3.125e9;
  }

  /** I/Os a second of a Windows guest that is logged in and of a PV guest at rest. calibration: steady 3-4; PV ours. */
  static final double STEADY_OPERATIONS_HVM = 3.5;

  static final double STEADY_OPERATIONS_PV = 0.5;

  /** dom0 processor time of one record in a list of all; ours: vm-list is known to take seconds on a busy 6.x only. */
  static final double LIST_PER_RECORD = 0.0007;

  /** Below this share of its memory free, dom0 reclaims; at none left control work takes so many times longer; ours. */
  static final double PRESSURE_BELOW = 0.10;

  static final double PRESSURE_MOST = 4;

  /** Share of a dom0 vCPU that QEMU of an idle Windows guest takes. calibration: 1-3 % before 6.2, near zero since. */
  static double idleHvmLeast(ReleaseFacts facts) {
    return facts.has(Feature.CHEAP_IDLE_HVM) ? 0.0005 : 0.01;
  }

  static double idleHvmMost(ReleaseFacts facts) {
    return facts.has(Feature.CHEAP_IDLE_HVM) ? 0.002 : 0.03;
  }

  /** Share of a dom0 vCPU that watching an idle PV guest takes (statistics, watches); ours, within "near zero". */
  static final double IDLE_PV = 0.0004;

  // ---- start and stop. calibration: create on an idle host 1-2.5 s with VIF and disks, most of it plugging VBDs

  static final double START_CONTROL = 0.18;
  static final double BUILD_PER_GIB = 0.12;
  static final double START_QEMU = 0.22;
  static final double PLUG_VBD_PROCESSOR = 0.22;
  static final double PLUG_VBD_LEAST_LATENCY = 0.40;
  static final double PLUG_VBD_MOST_LATENCY = 1.00;
  static final double PLUG_VIF_PROCESSOR = 0.08;
  static final double PLUG_VIF_LEAST_LATENCY = 0.06;
  static final double PLUG_VIF_MOST_LATENCY = 0.20;
  static final double STOP_CONTROL = 0.16;
  static final double STOP_PER_GIB = 0.04;

  /**
   * One transaction of xenstored, and how it grows with the domains it watches. calibration: the shape
   * of start times against fill, p50 1.94 s full over 0.90 s a tenth full; below LightVM's bound.
   */
  static final double XENSTORE_TRANSACTION = 0.004;

  static final double XENSTORE_PER_DOMAIN = 0.000105;
  static final int XENSTORE_TRANSACTIONS_OF_START = 12;
  static final int XENSTORE_TRANSACTIONS_OF_PLUG = 4;

  static final double CONTROL_CALL = 0.003;

  // ---- storage

  /**
   * Latency and parallel channels of the lab's storage. calibration: 30 desktops booting on an SSD, 8,200 read IOPS
   * under 1 ms, 3 ms at peak.
   */
  static final double DISK_LATENCY = 0.0006;

  static final int DISK_CHANNELS = 32;

  /** Requests that a shared array serves at once, and its half of the way that a request goes; ours: it does what one and a half hosts can ask. */
  static final int ARRAY_CHANNELS = 24;

  static final double ARRAY_SHARE = 0.5;

  /** Processors and disks of classes whose names say that they are not as published; ours, the span of what labs keep. */
  static final double FAST = 1.5;

  static final double SLOW = 0.6;
  static final double SSD = 4;
  static final double HDD = 0.25;

  /** calibration: 9.9 GB/s were read on 6.5 with dom0 as the limit, so the storage gave more; twice that is ours. */
  static final double DISK_BYTES_PER_SECOND = 20e9;

  /** Latency of a read that dom0's memory answers; ours: the ring's round trip without a disk. */
  static final double CACHED_LATENCY = 0.00005;

  /** How many requests bulk data keeps in flight, and in what pieces it goes; ours. */
  static final int COPY_DEPTH = 8;

  static final long COPY_PIECE = 64L << 20;
  static final int COPY_MOST_PIECES = 64;

  static final double CLONE_DISK = 0.45;
  static final double SNAPSHOT_DISK = 0.7;
  static final double SCAN_STORAGE = 0.6;
  static final double SCAN_PER_VDI = 0.004;

  // ---- network

  /**
   * A bridge and its tagged interface are set up by dom0's scripts, which read the host's interfaces over; ours.
   */
  static final double CONFIGURE_INTERFACE = 0.08;

  static final double CONFIGURE_PER_INTERFACE = 0.0002;
  static final double BRIDGE_LEAST_LATENCY = 0.05;
  static final double BRIDGE_MOST_LATENCY = 0.2;

  /** One NIC of the lab; ours: 10 Gb/s. */
  static final double LINK_BYTES_PER_SECOND = 1.25e9;

  /** What of a link is left for payload: 1448 bytes of each 1538 that a full frame takes on Ethernet. */
  static final double PAYLOAD_SHARE = 1448.0 / 1538;

  static final double GIGABIT = 0.1;

  /**
   * dom0 processor time per byte of a stream of its own, which no back end of a guest slows: that of a byte between guests on a 64-bit
   * dom0, on every release. One vCPU bounds a stream.
   */
  static final double PER_STREAMED_BYTE = FOR_DATA / 3.125e9;

  /**
   * dom0 processor time of a byte that comes in from the network unmerged, on four vCPUs. calibration: GRO gave +65 % from network to
   * guests; that it fills the link with many streams is ours.
   */
  static double perUnmergedByte(ReleaseFacts facts) {
    return Math.max(perNetworkByte(facts), FOR_DATA * 1.65 / LINK_BYTES_PER_SECOND);
  }

  /** With so little left the hypervisor's library ends its rounds: 50 pages. */
  static final double MIGRATION_LEAST_ROUND_BYTES = 50 * 4096;

  /**
   * Stopping, plugging at the destination and going on; leans to its least. calibration: a guest at rest stood still for 314 ms on XenServer 5.5.
   */
  static final double MIGRATION_LEAST_HANDOVER = 0.24;

  static final double MIGRATION_MOST_HANDOVER = 0.46;

  /** What a guest at rest dirties; ours: its kernel and agent, a thousand pages a second. */
  static final double DIRTY_MIB_PER_SECOND_AT_REST = 4;

  // ---- dom0 memory

  /** calibration: 752 MB of low memory in a 32-bit dom0, cap about 650 PV VMs at about 1 MB each. */
  static final double LOW_MEMORY_MIB = 752;

  static final double LOW_MEMORY_OF_DOM0_MIB = 100;
  static final double LOW_MEMORY_PER_DOMAIN_MIB = 1.0;

  /** ours, bounded: 1000 PV VMs ran in 8 GB of dom0 memory. */
  static final double DOM0_MEMORY_PER_DOMAIN_MIB = 5.5;

  /** ours, bounded: 1000 fully virtualised VMs are supported on a host since 6.5 SP1, with 8 GB of dom0 memory. */
  static final double DOM0_MEMORY_PER_QEMU_MIB = 2;
  static final double DOM0_MEMORY_OF_SYSTEM_MIB = 420;

  /** calibration: dom0's own event channels 50-100. */
  static final int EVENT_CHANNELS_OF_DOM0 = 100;

  /** calibration: 402 aio events per VBD. */
  static final int AIO_EVENTS_PER_VBD = 402;

  /** calibration: xenstored and consoled have 1024 descriptors. */
  static final int DESCRIPTORS = 1024;

  /** The hypervisor's own share of a host's memory; ours: 128 MiB and 0.8 %. */
  static final double XEN_MEMORY_MIB = 128;

  static final double XEN_MEMORY_SHARE = 0.008;

  /** Shape (sigma of the logarithm) of drawn service times, which gives them a tail; ours. */
  static final double TAIL = 0.3;

  /**
   * dom0 memory of a default installation. calibration: 752 MB under 24 GB of host memory, 2048 under 48, 3072 under
   * 64, 4096 above; from 8.x 1 GiB + 5 %, at most 8 GiB.
   */
  static double domainZeroMemoryMib(ReleaseFacts facts, double hostMib) {
    if (facts.version().startsWith("8")) {
      return Math.min(8192, 1024 + 0.05 * hostMib);
    }
    double gib = hostMib / 1024;
    return gib < 24 ? 752 : gib < 48 ? 2048 : gib < 64 ? 3072 : 4096;
  }
}
