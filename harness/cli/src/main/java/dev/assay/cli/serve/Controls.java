package dev.assay.cli.serve;

import dev.assay.cli.Services;
import dev.assay.site.server.ApiRoute;
import java.util.ArrayList;
import java.util.List;

/** The calls of the server that change something; whoever adds a capability adds its routes here. */
public final class Controls {

  private Controls() {}

  public static List<ApiRoute> of(Services services) {
    var routes = new ArrayList<ApiRoute>();
    routes.addAll(new RunControls(services).routes());
    routes.addAll(new LeaseControls(services).routes());
    routes.addAll(new LabControls(services).routes());
    routes.addAll(new CommandControls(services).routes());
    routes.addAll(new JobControls(services).routes());
    routes.addAll(new ImportControls(services).routes());
    return routes;
  }
}
