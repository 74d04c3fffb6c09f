"""The tables of what matching across languages keeps."""

from __future__ import annotations

ACROSS = """
create table spaces (
  language text not null, part integer not null, keys blob not null, floors blob not null, primary key (language, part)
) strict, without rowid;
create table phrasings (
  language text not null, key integer not null, quote text not null, primary key (language, key, quote)
) strict, without rowid;
create table crossings (
  a text not null, b text not null, found_by text not null, odds real not null, relation text not null,
  altered integer not null, score real not null, evidence text not null, kept integer not null,
  primary key (a, b, found_by)
) strict, without rowid;
create index crossings_b on crossings(b);
delete from state;
"""

NEARBY = """
create table nearby (
  article text not null, language text not null, exemplar text not null, near real not null, next real not null,
  primary key (article, language)
) strict, without rowid;
delete from state;
"""
