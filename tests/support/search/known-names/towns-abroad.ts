// Towns abroad as French, English or their own people write them: general knowledge, written by hand. `text | country`; the
// names in brackets are what else the town is called, in any language, so that the right one is recognised.
export const TOWNS_ABROAD = `
Munich | DE | München
Cologne | DE | Köln
Nuremberg | DE | Nürnberg
Stuttgart | DE
Hambourg | DE | Hamburg
Dresde | DE | Dresden
Leipzig | DE
Mayence | DE | Mainz
Aix-la-Chapelle | DE | Aachen
Sarrebruck | DE | Saarbrücken
Trèves | DE | Trier
Ratisbonne | DE | Regensburg, Ratisbon
Hanovre | DE | Hanover, Hannover
Dortmund | DE
Karlsruhe | DE
Heidelberg | DE
Weimar | DE
Tübingen | DE
Turin | IT | Torino
Milan | IT | Milano
Florence | IT | Firenze
Venise | IT | Venice, Venezia
Gênes | IT | Genoa, Genova
Naples | IT | Napoli
Bologne | IT | Bologna
Vérone | IT | Verona
Parme | IT | Parma
Sienne | IT | Siena
Barcelone | ES | Barcelona
Madrid | ES
Saragosse | ES | Zaragoza
Saint-Sébastien | ES | San Sebastián, Donostia
Bilbao | ES
Pampelune | ES | Pamplona
Gérone | ES | Girona
Lisbonne | PT | Lisbon, Lisboa
Porto | PT
Coimbra | PT
Braga | PT
Londres | GB | London
Édimbourg | GB | Edinburgh
Bristol | GB
Birmingham | GB
Manchester | GB
Cardiff | GB
Swansea | GB
Bath | GB
Cork | IE
Dublin | IE
Liège | BE
Namur | BE
Gand | BE | Ghent, Gent
Anvers | BE | Antwerp, Antwerpen
Rotterdam | NL
Maastricht | NL
Amsterdam | NL
Genève | CH | Geneva
Prague | CZ | Praha
Brno | CZ
Varsovie | PL | Warsaw, Warszawa
Cracovie | PL | Kraków, Krakow, Cracow
Poznań | PL
Gdansk | PL | Gdańsk
Budapest | HU
Timisoara | RO | Timișoara
Cluj-Napoca | RO
Sofia | BG
Thessalonique | GR | Thessaloniki
Istanbul | TR
Saint-Pétersbourg | RU | Saint Petersburg
Moscou | RU | Moscow
Kiev | UA | Kyiv
Odessa | UA | Odesa
Minsk | BY
Tbilissi | GE | Tbilisi
Erevan | AM | Yerevan
Casablanca | MA
Rabat | MA
Marrakech | MA | Marrakesh
Fès | MA | Fez
Agadir | MA
Tunis | TN
Sfax | TN
Sousse | TN
Oran | DZ
Constantine | DZ
Alger | DZ | Algiers
Dakar | SN
Thiès | SN
Bamako | ML
Kayes | ML
Tombouctou | ML | Timbuktu
Ouagadougou | BF
Bobo-Dioulasso | BF
Cotonou | BJ
Porto-Novo | BJ
Lomé | TG
Abidjan | CI
Antananarivo | MG
Niamey | NE
Agadez | NE
Douala | CM
Yaoundé | CM
Libreville | GA
Brazzaville | CG
Beyrouth | LB | Beirut
Jéricho | PS | Jericho
Naplouse | PS | Nablus
Bethléem | PS | Bethlehem
Haïfa | IL | Haifa
Tel Aviv | IL | Tel Aviv-Yafo
Montréal | CA | Montreal
Québec | CA | Quebec City
Chicago | US
Los Angeles | US
La Nouvelle-Orléans | US | New Orleans
Rio de Janeiro | BR
Buenos Aires | AR
Mexico | MX | Mexico City
Tokyo | JP
Kyoto | JP
Shanghai | CN
Pékin | CN | Beijing
Canton | CN | Guangzhou
Wuhan | CN
Nankin | CN | Nanjing
Séoul | KR | Seoul
Hanoï | VN | Hanoi
Hô Chi Minh-Ville | VN | Ho Chi Minh City
Huế | VN | Hue
Vientiane | LA
Luang Prabang | LA
Phnom Penh | KH
Pondichéry | IN | Pondicherry, Puducherry
`;
