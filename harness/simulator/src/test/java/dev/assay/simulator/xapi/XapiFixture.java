package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;

/** A fresh lab for each test of one class, with one host installed. */
abstract class XapiFixture {

  XapiLab lab;
  XapiLab.Client client;

  void setUp(int hosts, Defect... defects) {
    lab = new XapiLab(1, hosts, defects);
    client = lab.time.run("install", () -> lab.install(1));
  }

  /** Install one host with the release of this generation. */
  void setUpWith(String generation) {
    lab = new XapiLab(1, 1);
    client = lab.time.run("install", () -> {
      lab.install(1, generation);
      return lab.login(1);
    });
  }

  /** Run inside the lab's time. */
  void inside(Runnable body) {
    lab.time.run("test", () -> {
      body.run();
      return "";
    });
  }
}
