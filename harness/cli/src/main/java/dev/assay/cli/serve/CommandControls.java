package dev.assay.cli.serve;

import dev.assay.cli.ServerCommands;
import dev.assay.cli.Services;
import dev.assay.site.access.Role;
import dev.assay.site.server.ApiCall;
import dev.assay.site.server.ApiReply;
import dev.assay.site.server.ApiRoute;
import dev.assay.site.server.ApiRoute.Member;
import java.util.List;

/** The call by which the command line has the server do a command. */
final class CommandControls {

  private final Services services;

  CommandControls(Services services) {
    this.services = services;
  }

  List<ApiRoute> routes() {
    return List.of(ApiRoute.post("/api/v1/commands/{command}", Role.VIEWER,
        "Do a command of the command line on the server's lab and database; what changes something takes a greater role", this::run)
        .taking(Member.texts("words", "the whole, as typed, such as [\"gate\", \"check\", \"8.4.0-2231\", \"-o\", \"json\"]; {command} is one of " + String.join(", ", ServerCommands.names())).needed()));
  }

  private ApiReply run(ApiCall call) {
    return ApiReply.ok(ServerCommands.run(services, call.who(), call.path("command"), call.texts("words")));
  }
}
