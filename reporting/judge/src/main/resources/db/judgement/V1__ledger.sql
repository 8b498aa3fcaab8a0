-- What gates and people decided. Nothing here is ever deleted; what holds no more is ended and stays.

create table judgement.audit (
  id      bigint generated always as identity primary key,
  at      timestamptz not null default clock_timestamp(),
  who     text not null,
  what    text not null,
  subject text not null,
  why     text not null
);

create index audit_by_subject on judgement.audit (subject, id);

create table judgement.waiver (
  number       bigint generated always as identity primary key,
  policy       text not null,
  criterion    text not null,
  subject      text,           -- the one case, KPI or defect that is excused; the whole criterion when null
  build        text,           -- the one build it holds for; any when null
  owner        text not null,
  reason       text not null,
  ticket       text not null,
  made         timestamptz not null default clock_timestamp(),
  made_by      text not null,
  expires      timestamptz not null,
  withdrawn    timestamptz,
  withdrawn_by text,
  constraint ends_after_it_began check (expires > made),
  constraint withdrawn_by_somebody check ((withdrawn is null) = (withdrawn_by is null))
);

create table judgement.decision (
  number    bigint generated always as identity primary key,
  policy    text not null,
  version   text not null,
  digest    text not null,     -- of the policy file's bytes
  milestone text not null,
  build     text not null,
  baseline  text,
  answer    text not null,
  decided   timestamptz not null,
  made_by   text not null,
  criteria  json not null
);

create index decision_by_build on judgement.decision (build, number desc);
create index decision_by_policy on judgement.decision (policy, answer, number desc);
