package dev.assay.inventory;

import dev.assay.config.Field;
import dev.assay.config.Place;
import dev.assay.config.Types;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads teams with their shares and limits. */
final class TeamReader {

  private TeamReader() {}

  static Field<Team> read(Place place, List<String> sites, Collection<String> classes) {
    var section = place.section();
    LabTypes.requireName(place);
    var members = section.list("members", LabTypes.WORD);
    var share = section.optional("share", Types.decimal(0.001, 1000), 1.0);
    var hosts = section.optional("hosts", Types.integer(1, Integer.MAX_VALUE), Integer.MAX_VALUE);
    var priority = section.optional("priority", Types.integer(1, 9), 1);
    var allowedClasses = section.list("classes", LabReader.named("host class", classes));
    var allowedSites = section.list("sites", LabReader.named("site", sites));
    var longest = section.optional("longest", Types.duration(), Team.LONGEST);
    return section.make(() -> new Team(
        place.name(), members.get(), share.get(), hosts.get(), priority.get(), allowedClasses.get(), allowedSites.get(), longest.get()));
  }

  static Map<String, Object> keys(Team team) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("members", team.members());
    keys.put("share", team.share());
    keys.put("hosts", team.mostHosts());
    keys.put("priority", team.bestPriority());
    keys.put("classes", team.classes());
    keys.put("sites", team.sites());
    keys.put("longest", team.longest().toMinutes() + "m");
    return keys;
  }
}
