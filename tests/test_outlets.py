"""To whom and through what words were said: a frame makes the outlet, never its name alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.extract.outlets import outlet_mentions
from quotes.language import codes, load

# language, label, text, the outlets (name, frame; unknown ones with a question mark)
CASES = [
    ("en", "told", "a miner named Tom told the Telegraph.", "The Daily Telegraph told"),
    ("en", "an interviewer", 'she told CNN\'s Ann Miller on "New Day." "The first', "CNN told, New Day programme"),
    ("en", "a person of the outlet", "He told Ann Miller of the BBC that", "BBC told"),
    ("en", "a presenter", "Lee told Fox News host Ann Miller", "Fox News told"),
    ("en", "station before programme", "Speaking to BBC Radio 4's today show, Tom Lee said", "BBC Radio 4 told"),
    ("en", "network with programme", "Lee told MSNBC’s Morning Joe Tuesday", "MSNBC told"),
    ("en", "on air", "Lee said Sunday on ABC’s “This Week,” with", "ABC programme"),
    ("en", "interview", "In an interview with Cosmopolitan magazine published Tuesday, Lee", "Cosmopolitan interview"),
    ("en", "wrote in", "wrote in an op-ed in The Guardian", "The Guardian wrote-in"),
    ("en", "platform", "Lee wrote on Facebook", "Facebook platform"),
    ("en", "platform by verb", "Lee tweeted, “No doubt", "Twitter platform"),
    ("en", "platform's post", "he said in a Facebook post", "Facebook platform"),
    ("en", "platform's other name", "he wrote on X.", "Twitter platform"),
    ("en", "unknown after its kind", "told the Kyiv weekly Zorya that", "Zorya? told"),
    ("en", "unknown before its kind", "told Herald Star newspaper", "Herald Star newspaper? told"),
    ("en", "unknown by how it ends", "told the Harbour Herald on Friday", "Harbour Herald? told"),
    ("en", "unknown by how it begins", "told Radio Vantor on Friday", "Radio Vantor? told"),
    ("en", "kind within the name", "told the Daily Orbit that", "Daily Orbit? told"),
    ("en", "a date before it", "said in a March 3 CNN interview that", "CNN interview"),
    ("en", "a reporter for it", "Lee told a reporter for the Boston Globe that", "The Boston Globe told"),
    ("en", "no outlet: reporters, of whom it is the subject", "Lee told reporters that CNN was wrong", ""),
    ("en", "a news site", "Lee told the news site Harbour Lights", "Harbour Lights? told"),
    (
        "en",
        "the agency behind its kind",
        "in an interview with the French news agency, AFP, Lee",
        "Agence France-Presse interview",
    ),
    ("en", "a local station", "Lee told NBC affiliate WZZY 11 that", "WZZY 11? told"),
    ("en", "a bureau of a numbered station", "Lee spoke to News 87's D.C. bureau", "News 87? told"),
    ("en", "no outlet: somebody of a programme", "Lee said on the host of Newsnight that", ""),
    (
        "en",
        "no outlet but whose it is",
        "Lee said on Ann Miller’s radio program on Monday",
        "Ann Miller’s radio? programme",
    ),
    ("en", "a comma within the marks", "Lee said on the podcast “Harbour Lights,” with", "Harbour Lights? programme"),
    ("en", "no outlet: a surname with two capitals", "Lee told McDonald it was late", ""),
    ("en", "a channel by its number", "In an interview with Channel 87, Lee said", "Channel 87? interview"),
    ("en", "an unknown programme's network", 'Lee said on "Harbour Hour" on CBS', "CBS programme"),
    ("en", "carried by", "Lee said in remarks carried by Interfax", "Interfax told"),
    ("en", "quoted by", "Lee was quoted by Reuters as saying", "Reuters told"),
    ("en", "a weekday's episode", "On Wednesday's episode of The View, Lee", "The View programme"),
    ("en", "a domain", "she told Billboard.com", "Billboard told"),
    ("en", "an unknown domain", "she told zorya-news.com", "zorya-news.com? told"),
    ("en", "a credit behind the quotation", "said a man who was there. New York Times.", "The New York Times source"),
    ("en", "an outlet that asks", "Then MSNBC's Ann Miller asked Lee whether it was so.", "MSNBC interview"),
    ("en", "views shared", "Sharing her views with British Vogue, Lee said", "British Vogue told"),
    ("en", "opened up", "Lee opened up to People about it", "People told"),
    ("en", "a podcast's name before", "Lee said on the Harbour Lights podcast", "Harbour Lights podcast? programme"),
    ("en", "a podcast's name behind", "Lee said on the podcast Harbour Lights", "Harbour Lights? programme"),
    ("en", "a podcast of somebody's", "Lee appeared on Ann Miller’s podcast", "Ann Miller’s podcast? interview"),
    ("en", "an episode", "on a new episode of Ann Miller’s DRY podcast", "DRY podcast? programme"),
    ("en", "a podcast of an outlet", "in the latest edition of the Politico Money podcast", "Politico programme"),
    ("en", "joined a programme", "Lee joined The Late Show on Friday", "The Late Show programme"),
    ("en", "no outlet: joined a company", "Lee joined CNN in 2012 as a producer", ""),
    ("en", "asked by", "Asked to describe the day by the Sky Sports panel, Lee said", "Sky Sports interview"),
    ("en", "put to somebody", "Sky’s Ann Miller put it to Lee that it was late", "Sky News interview"),
    ("en", "Today with its capital", "an interview on Today in September", "Today interview"),
    ("en", "no outlet: today without", "an interview on this today", ""),
    ("en", "no outlet: ordinary words", "She told people on the hill about a variety of plants", ""),
    ("en", "no outlet: the end of a body's name", "He shared the details with the Fox River committee", ""),
    ("en", "no outlet: a building", "He appeared in a Time Warner building", ""),
    ("en", "no outlet: a council", "He described his feelings to the City council", ""),
    ("en", "ordinary words with their capital", "She told The Hill that it was late", "The Hill told"),
    ("en", "no outlet: a weekday", "Lee said on Sunday morning that", ""),
    ("en", "the paper just named", "Le Monde has a report. Lee told the paper that", "Le Monde told"),
    ("en", "the paper at the end", "Le Monde has a report. Lee told the paper.", "Le Monde told"),
    ("en", "a short name", "A New York Times report is out. Lee told the Times that", "The New York Times told"),
    ("en", "no outlet: reporters", "Lee told reporters on Friday", ""),
    ("en", "no outlet: a crowd", "Lee told supporters in Time Square", ""),
    ("en", "no outlet: me", "she told me it was time", ""),
    ("en", "no outlet: an employer", "Lee, who works as an ABC News consultant, said", ""),
    ("en", "not the employer but the platform", "Tom Lee of The Daily Mail tweeted:", "Twitter platform"),
    ("en", "no outlet: it only reports", "Breitbart News reported that Lee said that", ""),
    ("en", "no outlet: it is the speaker", "according to the Post", ""),
    ("en", "no outlet: the story is about it", "Lee said CNN was wrong and called Facebook a danger", ""),
    ("en", "no outlet: a credit of a picture", "Credit: Reuters", ""),
    ("en", "no outlet: the end of a longer name", "Lee wrote for The Springfield Informer that", ""),
    ("en", "a nationality before the name", "Lee told Russian Kommersant that", "Kommersant told"),
    ("en", "no outlet: a date", "Lee said on March 1 that it was on E Street", ""),
    ("en", "no outlet: a ministry", "Lee told State Department officials on the Fox River", ""),
    ("en", "no outlet: a homonym", "Lee told Marianne that the sun shone", ""),
    ("fr", "au", "a déclaré Tom, un mineur de 25 ans, au Telegraph.", "The Daily Telegraph told"),
    ("fr", "à", "a dit Anne au Washington Post.", "The Washington Post told"),
    ("fr", "l’AFP", "relève l’expert, interrogé à l’AFP.", "Agence France-Presse told"),
    ("fr", "entretien", "dans un entretien accordé au Monde", "Le Monde interview"),
    ("fr", "colonnes", "dans les colonnes du Parisien", "Le Parisien told"),
    ("fr", "micro", "au micro de France Inter", "France Inter told"),
    ("fr", "un domaine", "a-t-elle confié à Billboard.com", "Billboard told"),
    ("fr", "le quotidien X", "a déclaré au quotidien Le Monde", "Le Monde told"),
    ("fr", "sur l’antenne", "Invité de BFMTV, il a dit", "BFM TV interview"),
    ("fr", "émission entre guillemets", "sur le plateau de l’émission « C’est la nuit », elle", "C’est la nuit? told"),
    ("fr", "reçu chez soi", "Elle a reçu l’équipe de Paris Match chez elle", "Paris Match interview"),
    ("fr", "un journaliste de", "a-t-il déclaré à un journaliste de l’AFP", "Agence France-Presse told"),
    ("fr", "le 20 heures", "invité du 20 heures de TF1, il", "TF1 interview"),
    ("fr", "une story", "dans une story Instagram", "Instagram platform"),
    ("fr", "plateforme", "a-t-il écrit sur Twitter", "Twitter platform"),
    ("fr", "plateforme par le verbe", "a tweeté le maire", "Twitter platform"),
    ("fr", "pas un média: militants", "confié à ses militants", ""),
    ("fr", "pas un média: interlocuteur", "L’officier a dit à son interlocuteur que", ""),
    ("fr", "pas un média: employeur", "Une journaliste au Monde a déclaré", ""),
    ("fr", "pas un média: crédit", "Crédit : Twitter", ""),
    ("fr", "pas un média: mot courant", "il a dit au monde entier, au point où nous en sommes", ""),
    ("de", "Dativ in Zeichen", "sagte die Ministerin der „Bild“-Zeitung.", "Bild told"),
    ("de", "gebeugter Name", "sagte Müller der Deutschen Presse-Agentur.", "Deutsche Presse-Agentur told"),
    ("de", "Sender", "sagte sie dem Sender n-tv", "n-tv told"),
    ("de", "Name, den auch Versalien schreiben", "sagte sie der „Zeit“", "Die Zeit told"),
    ("de", "Name ohne Artikel", "verriet sie Bild", "Bild told"),
    ("de", "in der Zeitung", "kritisierte er in der „Bild am Sonntag“", "Bild am Sonntag told"),
    ("de", "unbekannt am Wortende", "sagte Berg dem Seekurier", "Seekurier? told"),
    ("de", "zitiert von", "wird Berg von der Agentur Interfax zitiert", "Interfax told"),
    ("de", "Telefongespräch", "in einem Telefongespräch mit RTL", "RTL interview"),
    ("de", "gegenüber", "sagte gegenüber Zeit Online: „", "Zeit Online told"),
    ("de", "Gespräch", "Im Interview mit dem Magazin Stern sagte er", "Stern interview"),
    ("de", "im Programm", "so Müller in der ZDF-Sendung", "ZDF programme"),
    ("de", "per Dienst", "teilten sie per Kurznachrichtendienst Twitter mit", "Twitter platform"),
    ("de", "ein Video dort", "erklärte sie in einem Instagram-Video", "Instagram platform"),
    ("de", "kein Medium: ein Wort daraus", "sagte er dem Spiegel-Macher", ""),
    ("de", "durch das Verb", "twitterte der Präsident", "Twitter platform"),
    ("de", "unbekannt", "sagte sie dem Wochenblatt „Zorja“", "Zorja? told"),
    ("de", "kein Medium: Wörter", "er sagte der Presse, die Welt habe Zeit", ""),
    ("de", "kein Medium: berichtet nur", "nach Informationen der Süddeutschen Zeitung sagte er", ""),
    ("de", "kein Medium: Arbeitgeber", "ein Reporter der dpa sagte", ""),
    ("es", "a", "declaró a El País el ministro", "El País told"),
    ("es", "al diario", "dijo al diario El Mundo", "El Mundo told"),
    ("es", "a la agencia", "en declaraciones a la agencia AFP", "Agence France-Presse told"),
    ("es", "entrevista", "en una entrevista con la cadena SER", "Cadena SER told"),
    ("es", "en antena", "afirmó en la Cadena Ser", "Cadena SER programme"),
    ("es", "sin artículo", "disparó Molina a Marca", "Marca told"),
    ("es", "un periodista de", "dijo a un periodista de El Universal", "El Universal told"),
    ("es", "programa y cadena", 'expresó al programa "Lo de Évole", de La Sexta', "laSexta told"),
    ("es", "micrófonos", "a los micrófonos de Onda Cero", "Onda Cero told"),
    (
        "es",
        "la entrevista que publica",
        "en la entrevista que el diario Mundo Deportivo publicará",
        "Mundo Deportivo interview",
    ),
    ("es", "red", "escribió en su cuenta de Twitter", "Twitter platform"),
    ("es", "red por el verbo", "tuiteó la alcaldesa", "Twitter platform"),
    ("es", "desconocido", "señaló al semanario Zorya que", "Zorya? told"),
    ("es", "con signos", "contó a la revista ¡Hola!", "¡Hola! told"),
    ("es", "ningún medio: periodistas", "dijo a los periodistas que el mundo es así", ""),
    ("es", "ningún medio: habla él", "según El País, la ley sigue", ""),
    ("es", "ningún medio: empleo", "una periodista de El País dijo", ""),
    ("it", "al", "ha detto il ministro al Corriere della Sera", "Corriere della Sera told"),
    ("it", "intervista", "in un’intervista a Repubblica", "La Repubblica interview"),
    ("it", "elisione", "ha spiegato all’ANSA", "ANSA told"),
    ("it", "piattaforma", "ha scritto su Twitter", "Twitter platform"),
    ("it", "nessuno", "ha detto ai giornalisti, secondo il Corriere", ""),
    ("pt", "à", "disse à Folha de S.Paulo", "Folha de S.Paulo told"),
    ("pt", "entrevista", "em entrevista ao jornal O Globo", "O Globo interview"),
    ("pt", "rede", "escreveu no Twitter", "Twitter platform"),
    ("pt", "ninguém", "disse aos jornalistas", ""),
    ("nl", "tegen", "zei hij tegen de Volkskrant", "De Volkskrant told"),
    ("nl", "bij", "aldus de minister bij Nieuwsuur", "Nieuwsuur programme"),
    ("nl", "platform", "schreef hij op Twitter", "Twitter platform"),
    ("nl", "niemand", "zei hij tegen journalisten", ""),
    ("pl", "celownik", "powiedziała Onetowi", "Onet told"),
    ("pl", "rozmowa", "powiedział w rozmowie z TVN24", "TVN24 told"),
    ("pl", "wywiad", "w wywiadzie dla „Gazety Wyborczej”", "Gazeta Wyborcza interview"),
    ("pl", "platforma", "napisał na Twitterze", "Twitter platform"),
    ("pl", "nikt", "powiedział dziennikarzom", ""),
    ("ru", "дательный", "рассказал «Медузе» чиновник", "Meduza told"),
    ("ru", "между ними слово", "сказал он РИА Новости", "RIA Novosti told"),
    ("ru", "интервью", "в интервью «Коммерсанту»", "Kommersant interview"),
    ("ru", "неизвестная", "сказала она газете «Заря»", "Заря? told"),
    ("ru", "сеть", "написал он в Telegram", "Telegram platform"),
    ("ru", "никому", "сказал он журналистам", ""),
    ("uk", "давальний", "сказав він Українській правді", "Ukrainska Pravda told"),
    ("uk", "коментар", "заявив у коментарі Суспільному", "Suspilne told"),
    ("uk", "мережа", "написав у Facebook", "Facebook platform"),
    ("cs", "dativ", "řekl ČTK ministr", "ČTK told"),
    ("cs", "rozhovor", "v rozhovoru pro Deník N", "Deník N told"),
    ("cs", "síť", "napsal na Twitteru", "Twitter platform"),
    ("tr", "ek", "Bakan, CNN Türk’e konuştu", "CNN Türk told"),
    ("tr", "gazete", "Hürriyet gazetesine verdiği demeçte", "Hürriyet told"),
    ("tr", "ağ", "Twitter hesabından", "Twitter platform"),
    ("ar", "وكالة", "وقال الوزير لوكالة رويترز", "Reuters told"),
    ("ar", "مقابلة", "في مقابلة مع قناة الجزيرة", "Al Jazeera interview"),
    ("ar", "لاحقة", "قالت لرويترز", "Reuters told"),
    ("ar", "منصة", "كتب على تويتر", "Twitter platform"),
    ("ar", "لا أحد", "قال للصحفيين", ""),
    ("zh", "书名号", "他对《纽约时报》表示", "The New York Times told"),
    ("zh", "告诉", "他告诉法新社记者", "Agence France-Presse told"),
    ("zh", "采访", "在接受CNN采访时说", "CNN interview"),
    ("zh", "平台", "在微博上写道", "Weibo platform"),
    ("zh", "无", "据新华社报道", ""),
    ("ja", "取材", "朝日新聞の取材に「", "Asahi Shimbun told"),
    ("ja", "英字", "NHKのインタビューに", "NHK told"),
    ("ja", "投稿", "ツイッターに投稿した", "Twitter platform"),
]


def shown(text: str, code: str) -> str:
    found = outlet_mentions(text, 0, len(text), load(code))
    return ", ".join(f"{m.outlet}{'' if m.known else '?'} {m.frame}" for m in found)


@pytest.mark.parametrize(("code", "label", "text", "expected"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES])
def test_mentions(code: str, label: str, text: str, expected: str) -> None:
    assert shown(text, code) == expected


def test_offsets_are_the_words() -> None:
    text = "Before. “No,” he told The Irish Times. After he spoke to RTÉ."
    found = outlet_mentions(text, 8, 39, load("en"))
    assert [(text[m.start : m.end], m.text) for m in found] == [("The Irish Times", "The Irish Times")]


@given(st.text(), st.sampled_from(codes()))
def test_any_text(text: str, code: str) -> None:
    found = outlet_mentions(text, 0, len(text), load(code))
    assert all(0 <= m.start < m.end <= len(text) and text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("code", codes())
def test_frames_compile(code: str) -> None:
    outlet_mentions("x", 0, 1, load(code))
