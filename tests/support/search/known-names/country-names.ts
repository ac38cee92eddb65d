// Official, inverted and former names of countries, in French and English: general knowledge, written by hand. `name | code`.
export const COUNTRY_NAMES = `
République du Bénin | BJ
Dahomey | BJ
Haute-Volta | BF
Upper Volta | BF
République du Sénégal | SN
République du Mali | ML
République du Niger | NE
République islamique de Mauritanie | MR
République togolaise | TG
République de Guinée | GN
Guinée, République de | GN
Guinée-Bissau | GW
République de Côte d'Ivoire | CI
Ivory Coast | CI
République du Ghana | GH
République du Cameroun | CM
République gabonaise | GA
République du Congo | CG
Congo, République du | CG
Congo-Brazzaville | CG
République démocratique du Congo | CD
Congo, République démocratique du | CD
Congo-Kinshasa | CD
Zaïre | CD
République centrafricaine | CF
Centrafricaine, République | CF
Centrafrique | CF
République du Tchad | TD
République de Madagascar | MG
Union des Comores | KM
République de Maurice | MU
Île Maurice | MU
République de Djibouti | DJ
République fédérale démocratique d'Éthiopie | ET
République du Kenya | KE
République-Unie de Tanzanie | TZ
Tanzania, United Republic of | TZ
République du Mozambique | MZ
République d'Afrique du Sud | ZA
Cap-Vert | CV
Cabo Verde | CV
Swaziland | SZ
Royaume du Maroc | MA
République tunisienne | TN
République algérienne démocratique et populaire | DZ
Libyan Arab Jamahiriya | LY
République arabe d'Égypte | EG
République libanaise | LB
République arabe syrienne | SY
Syrie | SY
Royaume hachémite de Jordanie | JO
État de Palestine | PS
Territoires palestiniens | PS
État d'Israël | IL
République d'Irak | IQ
République islamique d'Iran | IR
Iran, Islamic Republic of | IR
République de Turquie | TR
Türkiye | TR
République d'Arménie | AM
Géorgie | GE
République d'Azerbaïdjan | AZ
Fédération de Russie | RU
Russian Federation | RU
République de Moldova | MD
Moldavie | MD
Ukraine | UA
Biélorussie | BY
République de Pologne | PL
République tchèque | CZ
Tchéquie | CZ
République slovaque | SK
Hongrie | HU
République de Serbie | RS
Kosovo | XK
ex-République yougoslave de Macédoine | MK
Macédoine du Nord | MK
République fédérale d'Allemagne | DE
Royaume de Belgique | BE
Pays-Bas | NL
Hollande | NL
Royaume-Uni de Grande-Bretagne et d'Irlande du Nord | GB
Grande-Bretagne | GB
Royaume d'Espagne | ES
République italienne | IT
République portugaise | PT
République hellénique | GR
Confédération suisse | CH
États-Unis d'Amérique | US
USA | US
États-Unis mexicains | MX
République d'Haïti | HT
République dominicaine | DO
République de Cuba | CU
République fédérative du Brésil | BR
Bolivie, État plurinational de | BO
Venezuela, République bolivarienne du | VE
République argentine | AR
République du Chili | CL
République populaire de Chine | CN
Chine, République populaire de | CN
République de Corée | KR
Corée du Sud | KR
Corée, République populaire démocratique de | KP
Corée du Nord | KP
République socialiste du Viêt Nam | VN
Viêt Nam | VN
République démocratique populaire lao | LA
Lao People's Democratic Republic | LA
Royaume du Cambodge | KH
Birmanie | MM
Burma | MM
Thaïlande | TH
République des Philippines | PH
République de l'Inde | IN
République du Vanuatu | VU
États fédérés de Micronésie | FM
Timor oriental | TL
`;
