package dev.assay.simulator.xapi;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Update repositories: where they are, and which of them the pool uses. */
final class RepositoryMessages {

  private RepositoryMessages() {}

  static void register(Messages messages) {
    messages
        .quick("Repository.introduce", RepositoryMessages::introduce)
        .quick("Repository.introduce_bundle", RepositoryMessages::introduceBundle)
        .quick("Repository.introduce_remote_pool", RepositoryMessages::introduceRemotePool)
        .quick("Repository.forget", RepositoryMessages::forget)
        .quick("Repository.set_gpgkey_path", call -> {
          mustBeKeyName(call.text(1));
          call.object(0, "Repository").set("gpgkey_path", call.text(1));
          return Handler.VOID;
        })
        .quick("pool.set_repositories", call -> use(call, call.list(1)))
        .quick("pool.add_repository", call -> use(call, with(call, call.text(1))))
        .quick("pool.remove_repository", call -> use(call, call.object(0, "pool").list("repositories").stream().filter(ref -> !ref.equals(call.text(1))).toList()));
  }

  private static Object introduce(Call call) {
    mustBeWebAddress(call.text(2));
    mustBeWebAddress(call.text(3));
    if (call.given(5)) {
      mustBeKeyName(call.text(5));
    }
    mustBeNew(call, call.text(0), call.text(2));
    var repository = create(call, "remote").set("binary_url", call.text(2)).set("source_url", call.text(3)).set("update", call.flag(4));
    return repository.set("gpgkey_path", call.text(5, "")).ref();
  }

  private static Object introduceBundle(Call call) {
    mustBeNew(call, call.text(0), "");
    call.database().where("Repository", one -> one.text("origin").equals("bundle")).findFirst().ifPresent(known -> {
      throw Refusal.of("BUNDLE_REPOSITORY_ALREADY_EXISTS", known.ref());
    });
    return create(call, "bundle").set("update", true).ref();
  }

  private static Object introduceRemotePool(Call call) {
    mustBeWebAddress(call.text(2));
    mustBeNew(call, call.text(0), call.text(2));
    return create(call, "remote_pool").set("binary_url", call.text(2)).set("update", true).set("certificate", call.text(3)).ref();
  }

  private static Entity create(Call call, String origin) {
    return call.database().create("Repository").set("name_label", call.text(0)).set("name_description", call.text(1)).set("origin", origin);
  }

  private static void mustBeWebAddress(String url) {
    try {
      var address = URI.create(url);
      if (List.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // It is none, as the refusal says.
    }
    throw Refusal.of("INVALID_BASE_URL", url);
  }

  private static void mustBeKeyName(String path) {
    if (!path.matches("[A-Za-z0-9_-]*")) {
      throw Refusal.of("INVALID_GPGKEY_PATH", path);
    }
  }

  private static void mustBeNew(Call call, String name, String url) {
    call.database().where("Repository", one -> one.text("name_label").equals(name) || !url.isEmpty() && one.text("binary_url").equals(url)).findFirst().ifPresent(known -> {
      throw Refusal.of("REPOSITORY_ALREADY_EXISTS", known.ref());
    });
  }

  private static Object forget(Call call) {
    var repository = call.object(0, "Repository");
    if (call.pool().record().list("repositories").contains(repository.ref())) {
      throw Refusal.of("REPOSITORY_IS_IN_USE");
    }
    call.database().delete(repository);
    return Handler.VOID;
  }

  private static List<Object> with(Call call, String ref) {
    var repositories = new ArrayList<>(call.object(0, "pool").list("repositories"));
    if (!repositories.contains(ref)) {
      repositories.add(ref);
    }
    return List.copyOf(repositories);
  }

  /** Use these from now on; what was known of another choice is forgotten. */
  private static Object use(Call call, List<Object> wanted) {
    var chosen = wanted.stream().map(ref -> call.database().get("Repository", (String) ref)).toList();
    var pool = call.object(0, "pool");
    Locks.check(pool, "configure_repositories");
    var before = pool.targets("repositories");
    if (!before.equals(chosen)) {
      before.stream().filter(one -> !chosen.contains(one)).forEach(one -> one.set("hash", "").set("up_to_date", false));
      pool.set("repositories", wanted);
      call.database().all("host").forEach(host -> host.set("latest_synced_updates_applied", "unknown"));
    }
    if (wanted.isEmpty()) {
      pool.set("update_sync_enabled", false);
    }
    return Handler.VOID;
  }
}
