package dev.assay.site.pages;

import java.util.Map;

/** When those who wait for hosts will have them: by the number of their claim, in words such as {@code in 2h10m (1h40m to 4h00m)}. */
public interface Forecasts {

  Map<Long, String> of(String lab);
}
