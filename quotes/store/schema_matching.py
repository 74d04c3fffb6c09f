"""What matching keeps in the database, in the order in which the migrations of ``schema`` bring it in."""

MATCHING = """
create table wordings (
  number integer primary key, words text not null, parent integer, score real not null default 0,
  near integer, near_score real not null default 0
) strict;
create table postings (key integer not null, number integer not null, primary key (key, number)) strict, without rowid;
create table pieces (key integer not null, quote text not null, primary key (key, quote)) strict, without rowid;
create table repeats (
  a text not null, b text not null, found_by text not null, proves integer not null, relation text not null,
  altered integer not null, score real not null, evidence text not null, primary key (a, b, found_by)
) strict, without rowid;
create table votes (quote text primary key, exemplar text not null) strict, without rowid;
create table state (name text primary key, value text not null) strict, without rowid;
create index wordings_parent on wordings(parent) where parent is not null;
create index wordings_near on wordings(near) where near is not null;
create index pieces_quote on pieces(quote);
create index repeats_b on repeats(b);
create index outlets_name on outlets(name);
alter table quotes add column wording integer;
alter table quotes add column called text;
create index quotes_wording on quotes(wording) where wording is not null;
alter table speaker_names add column quotes integer not null default 0;
alter table speaker_names add column given integer not null default 0;
alter table credits add column address text;
create index credits_address on credits(address) where address is not null;
create index credits_outlet on credits(outlet) where outlet is not null;
drop trigger quotes_au;
create trigger quotes_au after update of text on quotes begin
  insert into quotes_fts (quotes_fts, rowid, text) values ('delete', old.rowid, old.text);
  insert into quotes_fts (rowid, text) values (new.rowid, new.text);
end;
"""

PACKED = """
drop table postings;
create table postings (key integer primary key, numbers blob not null) strict;
delete from state;
"""

TAKEN = """
create table taken (item blob primary key, article text not null references articles(id) on delete cascade)
  strict, without rowid;
create index taken_article on taken(article);
"""

ARRIVALS = """
create table arrivals (key integer primary key, numbers blob not null) strict;
"""

SHEETS = """
create table sheets (lineage text primary key, sheet blob not null) strict;
"""
