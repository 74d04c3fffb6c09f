"""The person or body behind a mention, within an article. All texts and people are invented."""

import pytest

from quotes.extract import extract
from quotes.model import Article

CASES = [
    # label, language, text, speakers in order
    ("surname", "en", "Ann Miller came.\n\n“It is shut,” Miller said.", ["Ann Miller"]),
    ("first name", "en", "Ann Miller came.\n\n“It is shut,” Ann said.", ["Ann Miller"]),
    ("office before the name", "en", "“It is shut,” said Transport Minister Ann Miller.", ["Ann Miller"]),
    ("long office", "en", "“It is shut,” Secretary of State Ann Miller said.", ["Ann Miller"]),
    ("name in apposition", "en", "“It is shut,” said the mayor’s lawyer, Ann Miller.", ["Ann Miller"]),
    ("soldier named", "en", "“It is shut,” a 25-year-old soldier named Tom told us.", ["Tom"]),
    ("he", "en", "Tom Berg opened the bridge.\n\n“It is open,” he said.", ["Tom Berg"]),
    ("gender", "en", "Ann Miller met Tom Berg.\n\n“It is open,” she said.", ["Ann Miller"]),
    ("gender, other", "en", "Ann Miller met Tom Berg.\n\n“It is open,” he said.", ["Tom Berg"]),
    ("title tells", "en", "Mr. Orlev met Mrs. Zand.\n\n“It is open,” she said.", ["Zand"]),
    ("not the city", "en", "Tom Berg lives in Springfield.\n\n“It is open,” he said.", ["Tom Berg"]),
    ("last speaker", "en", "“It is shut,” Tom Berg said.\n\n“It stays shut,” he added.", ["Tom Berg", "Tom Berg"]),
    ("age", "en", "“I ran,” said Tom Berg.\n\n“It was dark,” the 31-year-old added.", ["Tom Berg", "Tom Berg"]),
    ("role", "en",
     "The senator, Ann Miller, came late. Tom Berg, a driver, was there.\n\n“It is shut,” the senator said.",
     ["Ann Miller"]),
    ("head of a description", "en",
     "Mayor’s aide Tom Berg is the son of a senator. The senator’s mother, Ann Miller, came.\n\n"
     "“It is shut,” said the mother of Tom Berg, the aide.",
     ["Ann Miller"]),
    ("who uttered, past a relative clause", "en",
     "Bruce Park left.\n\nKovell Lorne, who was away, wrote that it was late. “It is shut,” he said.",
     ["Kovell Lorne"]),
    ("an outlet is nobody's she", "en",
     "“It is shut,” said Ann Miller. The bridge was “very old indeed”, reports the Express.\n\n"
     "“It stays shut,” she added.",
     ["Ann Miller", "Express", "Ann Miller"]),
    ("an office is no person", "en",
     "Sheriff Tom Berg came.\n\n“It is shut,” said the Arden County Sheriff’s Office.",
     ["the Arden County Sheriff’s Office"]),
    ("brought in without a name", "en",
     "“It is open,” Tom Berg wrote. A harbour spokesman then denied that.\n\n“It is shut,” the spokesman added.",
     ["Tom Berg", "A harbour spokesman"]),
    ("described", "en", "“It is shut,” said one harbour official.", ["one harbour official"]),
    ("body", "en", "“The bridge is shut,” police said.", ["police"]),
    ("two of a name", "en",
     "“It is shut,” Ann Miller said. “It is open,” Tom Miller said.",
     ["Ann Miller", "Tom Miller"]),
    ("drift", "en", "“It is shut,” Kara Meyer said.\n\n“It stays shut,” Meyers added.", ["Kara Meyer", "Kara Meyer"]),
    ("a heading's capitals make no name", "en",
     "Tom Berg Defends Being Late To The Vote\n\nBerg was calm. “It is shut,” he said.", ["Tom Berg"]),
    ("a heading's first word", "en",
     "Berg Hit Over Not Paying His Debts\n\n“It is shut,” Berg said.", ["Berg"]),
    ("a byline twice", "en", "Tom Berg Tom Berg writes of bridges.\n\n“It is shut,” he said.", ["Tom Berg"]),
    ("cut verbs are no names", "en", "Ann Miller came.\n\nShe’d say: “It is shut.”", ["Ann Miller"]),
    ("somebody else's trade", "en",
     "“I am staying,” said Mayor Ann Miller.\n\n“Regrets?” the reporter asked.", ["Ann Miller", "the reporter"]),
    ("the one spoken of is not her own aide", "en",
     "“I am staying,” said Mayor Ann Miller.\n\n“She is tired,” the senior Miller activist said.",
     ["Ann Miller", "the senior Miller activist"]),
    ("office of a body", "en",
     "Supreme Court Justice Ann Miller came.\n\n“It is shut,” Miller said.", ["Ann Miller"]),
    ("a body is nobody's he", "en",
     "Tom Berg runs the school.\n\nIt became the Harbour Community Center. “It is shut,” he said.", ["Tom Berg"]),
    ("who is told is not who tells", "en",
     "Tom Berg spoke first. Karl Lund came later.\n\n“It is shut,” he told Lund.", ["Tom Berg"]),
    ("who asks her is not she", "en",
     "Ann Miller played along.\n\n“Is it open?” the comedian asked Miller, who laughed.", ["the comedian"]),
    ("a name twice in a line", "en",
     "By Sir Tom Berg Tom Berg’s book is out. “It is shut,” he said.", ["Tom Berg"]),
    ("an office of a country", "en",
     "Chief Justice of Kenya Otieno Wekesa came late.\n\n“It is shut,” the chief justice said.", ["Otieno Wekesa"]),
    ("who did it, not who did something else before", "en",
     "Union leader Tom Berg tore up the plan after Paul Lorne announced it.\n\n“It is shut,” he told them.",
     ["Tom Berg"]),
    ("no league", "en",
     "Karl Berg says it is late. It rose in Northern League B. “It is shut,” he said.", ["Karl Berg"]),
    ("a name of men and women", "en", "Kim Berg met Paul Lorne.\n\n“It is shut,” she said.", ["Kim Berg"]),
    ("an office in two parts", "en",
     "Tom Berg came, and the choir’s co-chairman was calm.\n\n“It is shut,” the co-chairman said.", ["Tom Berg"]),
    ("a common word that opens a sentence is nobody", "en",
     "Harbour officials left. Unfortunately nobody heard.\n\n“It is shut,” they said.", ["Harbour officials"]),
    ("a common word is a surname all the same", "en",
     "Josh Patch came. Patch left again.\n\n“It is shut,” Patch said.", ["Josh Patch"]),
    ("they, of a group", "en",
     "The port officials met Tom Berg in Norwick.\n\n“It is shut,” they said.", ["The port officials"]),
    ("it, of a report", "en",
     "The report is long. Norwick waits.\n\n“The bridge is old,” it says.", ["The report"]),
    ("they, of two", "en",
     "Tom Berg and Ann Miller met in Norwick. “It is shut,” they wrote.", ["Tom Berg and Ann Miller"]),
    ("it, of nothing that speaks", "en", "The rain fell on Norwick. “It is late,” it said.", [None]),
    ("a picture's credit is no first name", "en",
     "The mayor at the bridge. | Getty Lund: “I will sleep very well.”\n\nGary Lund said more.", ["Gary Lund"]),
    ("a picture agency of two words", "en", "Tom Berg. | AP Photo Lund: “I will sleep very well.”\n\nGary Lund left.",
     ["Gary Lund"]),
    ("a platform is nobody's he", "en", "Tom Berg came. It was on Twitter. “It is shut,” he said.", ["Tom Berg"]),
    ("two objects joined", "en",
     "Karl Lund was angry. The mogul blamed Ann Miller and Tom Berg.\n\n“It is shut,” he said.", ["Karl Lund"]),
    ("a nickname inside a name", "en",
     "“It is shut,” said Tom “Ted” Berg, the board’s president. “It stays shut.”", ["Berg", None, "Berg"]),
    ("a slip in a surname", "en",
     "“It is shut,” said Ann Calloway.\n\n“It stays shut,” Caloway added.", ["Ann Calloway", "Ann Calloway"]),
    ("two surnames much alike", "en",
     "“It is shut,” said Ann Hansen.\n\nKarl Hanson came.\n\n“It stays shut,” Hanson added.",
     ["Ann Hansen", "Karl Hanson"]),
    ("a name apposed to somebody's office", "en",
     "Miller’s lawyer, Tom Berg, told the court his client was “deeply sorry for it all”.", ["Tom Berg"]),
    ("acronym spelled out", "en",
     "The Harbour Workers’ Association (HWA) met.\n\n“It is shut for good,” the HWA said.",
     ["Harbour Workers’ Association"]),
    ("letters of an honour", "en", "Tom Berg QC came.\n\n“It is shut,” Berg said.", ["Tom Berg"]),
    ("an act is nobody's she", "fr",
     "Anne Meunier défend le Harbour Care Act.\n\n« Il est fermé », a-t-elle dit.", ["Anne Meunier"]),
    ("elle", "fr", "Anne Meunier est venue avec Paul Garnier.\n\n« Il est fermé », a-t-elle dit.", ["Anne Meunier"]),
    ("il", "fr", "Paul Garnier est venu.\n\n« Il est fermé », a-t-il dit.", ["Paul Garnier"]),
    ("office with its domain", "fr",
     "Le ministre de la Santé Paul Garnier et le Premier ministre Luc Bastien sont venus.\n\n"
     "« Il est fermé », a déclaré le ministre de la Santé.",
     ["Paul Garnier"]),
    ("who uttered last", "fr",
     "« Il est fermé », a dit Paul Garnier.\n\nLuc Bastien a exhorté la ville à agir.\n\n"
     "« Il rouvrira », a-t-il ajouté.",
     ["Paul Garnier", "Luc Bastien"]),
    ("first name alone", "fr", "Antoine est venu.\n\n« Il est fermé », glisse-t-il.", ["Antoine"]),
    ("whoever answers the reporter", "en",
     "“Is it shut for good?” a reporter asked.\n\n“It is,” the mayor said.", ["a reporter", "the mayor"]),
    ("who is named in scare quotes said nothing", "de",
     "Paul Berg kam. Die Partei „Freie Liste“ fordert seinen Abschied. Er sprach von einer „Hetzjagd gegen ihn“.",
     [None, "Paul Berg"]),
    ("le métier d'un autre", "fr",
     "« Je reste », a dit le maire, Paul Garnier.\n\n« Des regrets ? », a demandé le journaliste.",
     ["Paul Garnier", "le journaliste"]),
    ("années", "fr",
     "« J’ai couru », dit Paul Garnier.\n\n« Il faisait noir », ajoute le jeune homme de 24 ans.",
     ["Paul Garnier", "Paul Garnier"]),
    ("er", "de", "Thomas Berger kam spät.\n\n„Die Brücke ist offen“, sagte er.", ["Thomas Berger"]),
    ("who spoke before", "es",
     "Ana Molina aseguró que el puente es viejo. El alcalde Luis Vega no llegó.\n\n«Está cerrado», añadió.",
     ["Ana Molina"]),
    ("office of a place, name", "es",
     "La presidenta Eva Luz vino.\n\nEl presidente de Arcadia, Carlos Molina, afirmó que el puente «está cerrado».",
     ["Carlos Molina"]),
    ("dijo", "es", "Carlos Molina llegó tarde.\n\n«El puente está cerrado», dijo.", ["Carlos Molina"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_speakers(language: str, text: str, wanted: list[str]) -> None:
    assert [q.speaker for q in extract(Article("a", text, language=language)).quotations] == wanted


def test_nobody_is_guessed() -> None:
    (quotation,) = extract(Article("a", "“The bridge is shut for good,” he said.", language="en")).quotations
    assert quotation.speaker is None
    assert quotation.speaker_text == "he"
    assert quotation.confidence == 0


def test_names_inside_quotations_are_no_antecedents() -> None:
    text = "Tom Berg spoke first. “I saw Paul Reed there,” he said."
    (quotation,) = extract(Article("a", text, language="en")).quotations
    assert quotation.speaker == "Tom Berg"
