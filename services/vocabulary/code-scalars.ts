import { textScalar } from '#kernel/values';

/** Nine digits that satisfy the Luhn check of SIREN numbers. */
export function isSiren(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  const sum = [...text].reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

export const CountryCodeScalar = textScalar({
  name: 'CountryCode',
  description: 'A country, by its ISO 3166-1 alpha-2 code in capitals, such as `BJ`. French: code pays.',
  expected: 'two capital letters (ISO 3166-1 alpha-2) such as "BJ"',
  specifiedByURL: 'https://www.iso.org/iso-3166-country-codes.html',
  parse: (text) => (/^[A-Z]{2}$/.test(text) ? text : undefined),
});

export const SirenScalar = textScalar({
  name: 'Siren',
  description:
    'The number of a body in the French SIRENE register: nine digits with a Luhn check. French: numéro SIREN.',
  specifiedByURL: 'https://www.insee.fr/fr/metadonnees/definition/c2047',
  expected: 'nine digits with a valid check digit (Luhn) such as "216901231"',
  parse: (text) => {
    const digits = text.replaceAll(/[ \u00a0]/g, '');
    return isSiren(digits) ? digits : undefined;
  },
});

export const PostalCodeScalar = textScalar({
  name: 'PostalCode',
  description:
    'A French postal code: five digits. Several communes may share one, and a commune may have several. French: code postal.',
  specifiedByURL: 'https://www.data.gouv.fr/fr/datasets/base-officielle-des-codes-postaux/',
  expected: 'five digits such as "35000"',
  parse: (text) => {
    const digits = text.replaceAll(/[ \u00a0]/g, '');
    return /^\d{5}$/.test(digits) ? digits : undefined;
  },
});

export const InseeCodeScalar = textScalar({
  name: 'InseeCode',
  description:
    'A code of the official geographic code (code officiel géographique): five characters for communes, two or three for départements, régions and other collectivities, such as `69M`. French: code INSEE.',
  specifiedByURL: 'https://www.insee.fr/fr/information/2560452',
  expected: 'a code such as "69123" or "2A004" (commune), "69" or "2A" (département), "84" (région)',
  parse: (text) => (/^(\d{2,3}|2[AB]|(\d{2}|2[AB])\d{3}|6AE|\d{2}[CDMR])$/.test(text) ? text : undefined),
});
