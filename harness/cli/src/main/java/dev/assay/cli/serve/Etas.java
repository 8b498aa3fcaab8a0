package dev.assay.cli.serve;

import dev.assay.cli.HostPlanCommand;
import dev.assay.cli.Services;
import dev.assay.core.time.SystemTime;
import dev.assay.site.pages.Forecasts;
import java.util.Map;
import java.util.stream.Collectors;

/** Says when those who wait for hosts will have them, exactly as {@code assay hosts plan} does. */
public record Etas(Services services) implements Forecasts {

  @Override
  public Map<Long, String> of(String lab) {
    var now = SystemTime.real().now();
    return services.inventory().plan(lab).stream().collect(Collectors.toMap(outlook -> outlook.forecast().claim().id(), outlook -> HostPlanCommand.eta(outlook, now), (one, _) -> one));
  }
}
