-- What a grant costs is mostly what the server does around its few rows. Rows that are only ever made from rows of their parents need
-- no look whether the parents are there; and the words of a state are kept by types, which the server reads once for a connection,
-- where a table's checks are read for each statement.

alter table reservation drop constraint reservation_lab_fkey;
alter table lease drop constraint lease_lab_fkey, drop constraint lease_reservation_fkey;
alter table lease_host drop constraint lease_host_lease_fkey, drop constraint lease_host_lab_host_fkey;
alter table lease_unit drop constraint lease_unit_lease_fkey;

create domain claim_state as text check (value in ('WAITING', 'GRANTED', 'WITHDRAWN', 'MISSED'));
create domain lease_ending as text check (value in ('RELEASED', 'EXPIRED', 'EVICTED'));
create domain host_state as text check (value in ('READY', 'CLEANING', 'SUSPECT', 'QUARANTINED', 'MAINTENANCE', 'RETIRED'));
create domain millis as bigint check (value > 0);

alter table reservation
  drop constraint reservation_state_check, drop constraint reservation_length_millis_check, drop constraint reservation_planned_millis_check,
  alter column state type claim_state, alter column length_millis type millis, alter column planned_millis type millis;
alter table lease
  drop constraint lease_ending_check, drop constraint lease_check,
  alter column ending type lease_ending;
alter table host drop constraint host_state_check, alter column state type host_state;

drop trigger token_only_grows on host;
create trigger token_only_grows before update on host for each row when (new.token < old.token) execute function token_only_grows();

drop function lease_at_once;
drop function give_back;

-- Grants hosts to a new claim at once if that can be said without a plan: nobody waits, nothing is due, nothing is closed, and
-- enough of the hosts that are able to serve are free. Gives null, and changes nothing, when a plan has to be made; else the
-- claim, the lease, the microseconds since 1970 at which it begins and ends, the places of its hosts among the able, and their tokens.
create function lease_at_once(
  for_lab text, for_owner text, for_purpose text, by_controller text, at_priority int, live_millis bigint, asked text, of_team text,
  of_kind text, for_millis bigint, may_be_evicted boolean, stands boolean, reason text, for_ticket text,
  able text[], wanted int, most_hosts int, least_worn_first boolean)
returns bigint[]
language plpgsql
set lock_timeout = '10s'
as $$
declare
  instant timestamptz;
  until timestamptz;
  claim bigint;
  held bigint;
  chosen bigint[];
  named text[];
  given bigint[];
  one bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('assay inventory ' || for_lab, 0));
  instant := clock_timestamp();
  if exists (select from inventory.reservation r where r.lab = for_lab and r.state = 'WAITING')
    or exists (select from inventory.lease l where l.lab = for_lab and l.ended_at is null and (l.expires_at <= instant or l.evict_at <= instant))
    or exists (select from inventory.closure c where c.lab = for_lab and not c.withdrawn and c.ends > instant)
  then
    return null;
  end if;
  if most_hosts < 2147483647 then
    if wanted + (
        select count(*) from inventory.lease l join inventory.lease_host g on g.lease = l.id
        where l.lab = for_lab and l.team = of_team and l.ended_at is null) > most_hosts
    then
      return null;
    end if;
  end if;

  -- A function in "from" is read in its own order, and no further than needed.
  if least_worn_first then
    chosen := array(
      select a.place from unnest(able) with ordinality as a(name, place) join inventory.host h on h.lab = for_lab and h.name = a.name
      where h.state in ('READY', 'CLEANING')
        and not exists (select from inventory.lease_host g where g.lab = for_lab and g.host = a.name and not g.ended)
      order by h.state = 'CLEANING', coalesce(h.last_leased, '-infinity'), a.place limit wanted);
  else
    chosen := array(
      select a.place from unnest(able) with ordinality as a(name, place)
      where (select h.state from inventory.host h where h.lab = for_lab and h.name = a.name) in ('READY', 'CLEANING')
        and (select g.lease from inventory.lease_host g where g.lab = for_lab and g.host = a.name and not g.ended) is null limit wanted);
  end if;
  if cardinality(chosen) < wanted then
    return null;
  end if;
  foreach one in array chosen loop
    named := named || able[one];
  end loop;
  -- Whoever gets a host that was left uncleaned has more to note than this.
  if wanted > 1 then
    if exists (select from inventory.host h where h.lab = for_lab and h.name = any (named) and h.state <> 'READY') then
      return null;
    end if;
  end if;
  for i in 1 .. wanted loop
    update inventory.host h set token = h.token + 1, last_leased = instant
      where h.lab = for_lab and h.name = named[i] and h.state = 'READY' returning h.token into one;
    if not found then
      if i = 1 then
        return null;
      end if;
      raise exception 'host % of lab % changed while it was granted', named[i], for_lab using errcode = '40001';
    end if;
    given := given || one;
  end loop;

  until := instant + live_millis * interval '1 millisecond';
  insert into inventory.reservation (lab, owner, purpose, controller, priority, length_millis, request, team, kind, planned_millis, preemptable,
    standing, why, ticket, state)
  values (for_lab, for_owner, for_purpose, by_controller, at_priority, live_millis, asked, of_team, of_kind, nullif(for_millis, 0), may_be_evicted,
    stands, reason, for_ticket, 'GRANTED') returning id into claim;
  insert into inventory.lease (reservation, lab, owner, purpose, controller, length_millis, granted_at, expires_at, team, kind, preemptable, standing,
    why, ticket)
  values (claim, for_lab, for_owner, for_purpose, by_controller, live_millis, instant, until, of_team,
    of_kind, may_be_evicted, stands, reason, for_ticket) returning id into held;
  insert into inventory.lease_host (lease, lab, host, position, token)
  select held, for_lab, taken.name, taken.place - 1, taken.token from unnest(named, given) with ordinality as taken(name, token, place);
  insert into inventory.audit (who, what, lab, subject, why)
  values (for_owner, 'request', for_lab, 'C-' || claim, asked || ' for ' || for_purpose),
    (for_owner, 'grant', for_lab, 'L-' || held, array_to_string(named, ' ') || ' for ' || for_purpose);
  return array[claim, held, (extract(epoch from instant) * 1000000)::bigint, (extract(epoch from until) * 1000000)::bigint] || chosen || given;
end $$;

-- Ends a lease if it is open. Gives 1 if it was still live, and 2 more if people wait, who have no controller that asks for them.
create function give_back(which bigint, of_lab text) returns int
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
  return case when ended.ending = 'RELEASED' then 1 else 0 end
    + case when exists (select from inventory.reservation r where r.lab = of_lab and r.state = 'WAITING' and r.standing) then 2 else 0 end;
end $$;
