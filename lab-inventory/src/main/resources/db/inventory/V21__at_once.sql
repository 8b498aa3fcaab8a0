-- Reserving what is free and giving it back are the commonest things done here: each is one function, hence one way to the
-- server and one transaction, with plans that are kept between calls.

-- Grants hosts to a new claim at once if that can be said without a plan: nobody waits, nothing is due, nothing is closed, and
-- enough of the hosts that are able to serve are free. Gives no row, and changes nothing, when a plan has to be made.
create function lease_at_once(
  for_lab text, for_owner text, for_purpose text, by_controller text, at_priority int, live_millis bigint, asked text, of_team text,
  of_kind text, for_millis bigint, may_be_evicted boolean, stands boolean, reason text, for_ticket text,
  able text[], wanted int, most_hosts int, least_worn_first boolean)
returns table (reservation bigint, lease bigint, granted_at timestamptz, expires_at timestamptz, hosts text[], tokens bigint[])
language plpgsql
set lock_timeout = '10s'
as $$
#variable_conflict use_column
declare
  instant timestamptz;
  claim bigint;
  held bigint;
  chosen text[];
  ready boolean;
  given bigint[];
begin
  perform pg_advisory_xact_lock(hashtextextended('assay inventory ' || for_lab, 0));
  instant := clock_timestamp();
  if exists (select from inventory.reservation r where r.lab = for_lab and r.state = 'WAITING')
    or exists (select from inventory.lease l where l.lab = for_lab and l.ended_at is null and (l.expires_at <= instant or l.evict_at <= instant))
    or exists (select from inventory.closure c where c.lab = for_lab and not c.withdrawn and c.ends > instant)
  then
    return;
  end if;
  if most_hosts < 2147483647 and wanted + (
      select count(*) from inventory.lease l join inventory.lease_host g on g.lease = l.id
      where l.lab = for_lab and l.team = of_team and l.ended_at is null) > most_hosts
  then
    return;
  end if;

  select array_agg(free.name order by free.worn, free.place), bool_and(free.state = 'READY') into chosen, ready from (
    select h.name, h.state, a.place, case when least_worn_first then coalesce(h.last_leased, '-infinity') end as worn
    from unnest(able) with ordinality as a(name, place) join inventory.host h on h.lab = for_lab and h.name = a.name
    where h.state in ('READY', 'CLEANING')
      and not exists (select from inventory.lease_host g where g.lab = for_lab and g.host = a.name and not g.ended)
    order by least_worn_first and h.state = 'CLEANING', worn, a.place limit wanted) free;
  -- Whoever gets a host that was left uncleaned has more to note than this.
  if coalesce(cardinality(chosen), 0) < wanted or not ready then
    return;
  end if;

  insert into inventory.reservation (lab, owner, purpose, controller, priority, length_millis, request, team, kind, planned_millis, preemptable,
    standing, why, ticket, state)
  values (for_lab, for_owner, for_purpose, by_controller, at_priority, live_millis, asked, of_team, of_kind, nullif(for_millis, 0), may_be_evicted,
    stands, reason, for_ticket, 'GRANTED') returning id into claim;
  insert into inventory.lease (reservation, lab, owner, purpose, controller, length_millis, granted_at, expires_at, team, kind, preemptable, standing,
    why, ticket)
  values (claim, for_lab, for_owner, for_purpose, by_controller, live_millis, instant, instant + live_millis * interval '1 millisecond', of_team,
    of_kind, may_be_evicted, stands, reason, for_ticket) returning id into held;
  with taken as (
    update inventory.host h set token = h.token + 1, last_leased = instant from unnest(chosen) with ordinality as c(name, place)
    where h.lab = for_lab and h.name = c.name and h.state = 'READY' returning h.name, h.token, c.place
  ), noted as (
    insert into inventory.lease_host (lease, lab, host, position, token)
    select held, for_lab, taken.name, taken.place - 1, taken.token from taken
  )
  select array_agg(taken.token order by taken.place) into given from taken;
  if coalesce(cardinality(given), 0) < wanted then
    raise exception 'hosts of lab % changed while they were granted', for_lab using errcode = '40001';
  end if;
  insert into inventory.audit (who, what, lab, subject, why)
  values (for_owner, 'request', for_lab, 'C-' || claim, asked || ' for ' || for_purpose),
    (for_owner, 'grant', for_lab, 'L-' || held, array_to_string(chosen, ' ') || ' for ' || for_purpose);
  return query values (claim, held, instant, instant + live_millis * interval '1 millisecond', chosen, given);
end $$;

-- Ends a lease if it is open; says whether it was still live, and whether people wait, who have no controller that asks for them.
create function give_back(which bigint, of_lab text) returns table (was_live boolean, people_wait boolean)
language plpgsql
set lock_timeout = '10s'
as $$
declare
  instant timestamptz := clock_timestamp();
  ended record;
begin
  update inventory.lease l set ended_at = instant,
      ending = case when l.expires_at <= instant then 'EXPIRED' when l.evict_at <= instant then 'EVICTED' else 'RELEASED' end
    where l.id = which and l.ended_at is null returning l.ending, l.owner, l.lab, l.purpose into ended;
  if found then
    update inventory.lease_host h set ended = true where h.lease = which;
    update inventory.lease_unit u set ended = true where u.lease = which;
    if ended.ending = 'RELEASED' then
      insert into inventory.audit (who, what, lab, subject, why) values (ended.owner, 'release', ended.lab, 'L-' || which, ended.purpose);
    end if;
  end if;
  return query values (coalesce(ended.ending = 'RELEASED', false),
    exists (select from inventory.reservation r where r.lab = of_lab and r.state = 'WAITING' and r.standing));
end $$;
