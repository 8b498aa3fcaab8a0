package dev.assay.simulator.xapi;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What a licence forbids: nothing here; high availability alone is worded as what it gives. */
final class Restrictions {

  private static final String NAMES = """
      restrict_vlan restrict_qos restrict_pool_attached_storage restrict_netapp restrict_equalogic restrict_pooling
      enable_xha restrict_marathon restrict_email_alerting restrict_historical_performance restrict_wlb restrict_rbac
      restrict_dmc restrict_checkpoint restrict_cpu_masking restrict_connection platform_filter regular_nag_dialog
      restrict_vmpr restrict_vmss restrict_intellicache restrict_gpu restrict_dr restrict_vif_locking
      restrict_storage_xen_motion restrict_vgpu restrict_integrated_gpu_passthrough restrict_vss
      restrict_guest_agent_auto_update restrict_pci_device_for_auto_update restrict_xen_motion
      restrict_guest_ip_setting restrict_ad restrict_nested_virt restrict_live_patching
      restrict_set_vcpus_number_live restrict_pvs_proxy restrict_igmp_snooping restrict_rpu restrict_pool_size
      restrict_cbt restrict_usb_passthrough restrict_network_sriov restrict_corosync restrict_cluster_address
      restrict_zstd_export restrict_pool_secret_rotation restrict_certificate_verification restrict_updates
      restrict_internal_repo_access restrict_vtpm restrict_vm_groups restrict_vm_start restrict_vm_appliance_start
      """;

  private Restrictions() {}

  static SequencedMap<String, Object> none() {
    var restrictions = new LinkedHashMap<String, Object>();
    Arrays.stream(NAMES.strip().split("\\s+")).forEach(name -> restrictions.put(name, String.valueOf(name.equals("enable_xha"))));
    return restrictions;
  }
}
