-- Which failures are which known issue, and who or what said so.

-- Only suggestions need it; where it may not be created there are none.
do $$
begin
  create extension if not exists pg_trgm with schema public;
exception when others then
  raise notice 'pg_trgm cannot be had: triage will suggest nothing (%)', sqlerrm;
end $$;

create sequence judgement.issue_number;

create table judgement.issue (
  key          text primary key,   -- I-3 for our own, the tracker's key for others
  source       text not null,
  title        text not null,
  open         boolean not null,
  severity     text not null check (severity in ('BLOCKER', 'CRITICAL', 'MAJOR', 'MINOR')),
  impact       text not null,
  owner        text not null,
  url          text not null,
  duplicate_of text references judgement.issue,
  made         timestamptz not null default clock_timestamp(),
  refreshed    timestamptz not null default clock_timestamp()
);

create table judgement.link (
  number    bigint generated always as identity primary key,
  signature bigint not null references results.signature,
  test_case text,                  -- only failures of this case; of any when null
  issue     text references judgement.issue,  -- null: a person decided that these failures are none of the known issues
  how       text not null check (how in ('human', 'rule', 'template')),
  evidence  text not null,
  made      timestamptz not null default clock_timestamp(),
  made_by   text not null,
  ended     timestamptz,
  ended_by  text,
  constraint only_people_decide_against check (issue is not null or how = 'human')
);

create unique index link_live on judgement.link (signature, coalesce(test_case, '')) where ended is null;
create index link_by_issue on judgement.link (issue) where ended is null;

create table judgement.rule (
  number    bigint generated always as identity primary key,
  issue     text not null references judgement.issue,
  pattern   text not null,
  test_case text not null,         -- a pattern of case names, * for any text
  made      timestamptz not null default clock_timestamp(),
  made_by   text not null,
  ended     timestamptz,
  ended_by  text
);

create table judgement.template (
  number    bigint generated always as identity primary key,
  algorithm integer not null,
  tokens    text[] not null
);

-- A signature keeps the template that it was given first: a later algorithm never regroups history.
create table judgement.template_of (
  signature bigint primary key references results.signature,
  template  bigint not null references judgement.template
);

create index template_of_template on judgement.template_of (template);

create table judgement.mute (
  number    bigint generated always as identity primary key,
  test_case text not null,
  owner     text not null,
  reason    text not null,
  ticket    text not null,
  made      timestamptz not null default clock_timestamp(),
  made_by   text not null,
  expires   timestamptz not null,
  ended     timestamptz,
  ended_by  text,
  constraint ends_after_it_began check (expires > made)
);

create unique index mute_live on judgement.mute (test_case) where ended is null;
