package dev.assay.simulator.xapi;

/** Makes the record of the USB stick that is in machines whose class says so ({@code usb} in its name). */
final class UsbRecords {

  private static final String VENDOR = "0951";
  private static final String PRODUCT = "1666";

  private UsbRecords() {}

  /** Take in what is plugged in and not known yet; each device has a group of its own. */
  static void create(HostToolstack toolstack, ObjectDatabase database, Entity host) {
    boolean known = database.where("PUSB", device -> device.text("host").equals(host.ref())).findAny().isPresent();
    if (known || !toolstack.system().host().hostClass().contains("usb")) {
      return;
    }
    var group = database.create("USB_group").set("name_label", "Group of " + VENDOR + " " + PRODUCT + " USBs");
    var device = database.create("PUSB").set("path", "1-2").set("vendor_id", VENDOR).set("vendor_desc", "Kingston Technology");
    device.set("product_id", PRODUCT).set("product_desc", "DataTraveler 100 G3").set("serial", host.uuid().replace("-", "")).set("version", "2.00");
    device.set("description", "Kingston Technology_DataTraveler 100 G3").set("speed", 480.0);
    device.set("USB_group", group.ref()).set("host", host.ref());
  }
}
