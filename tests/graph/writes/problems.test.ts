import { describe, expect, it } from '@jest/globals';
import { headersOf, type RoleName } from '../../support/actors.js';
import { ask } from '../../support/graph.js';

/** Runs a mutation that is refused. @returns its problems, with the message in the language of the request */
async function problemsOf(
  mutation: string,
  input: object,
  role: RoleName,
  { of = [], language }: { of?: string[]; language?: string } = {},
) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      problems { code field message en: message(lang: EN) fr: message(lang: FR) language } } }`,
    { input },
    { headers: { ...(await headersOf(role, of)), ...(language && { 'accept-language': language }) } },
  );
  expect(errors).toEqual([]);
  return data[mutation].problems as {
    code: string;
    field: string[];
    message: string;
    en: string;
    fr: string;
    language: string;
  }[];
}

const summary = (problems: Awaited<ReturnType<typeof problemsOf>>) =>
  problems.map(({ code, field }) => `${code} ${field.slice(1).join('.')}`);

const EVENT = {
  kind: 'WEBINAR',
  titleFr: ' ',
  titleEn: 'a'.repeat(201),
  startDate: '2026-05-02',
  endDate: '2026-05-01',
  registrationDeadline: '2026-05-03',
  mode: 'ONLINE',
  status: 'CANCELLED',
  countryCodes: ['MG', 'MG'],
};

describe('a refused mutation', () => {
  it('says all that is wrong with an event', async () => {
    expect(summary(await problemsOf('eventCreate', EVENT, 'ADMINISTRATOR'))).toEqual([
      'STATUS_INVALID status',
      'TEXT_INVALID titleFr',
      'TEXT_INVALID titleEn',
      'COUNTRIES_INVALID countryCodes',
      'DATES_INVALID endDate',
      'DEADLINE_INVALID registrationDeadline',
    ]);
  });

  it('says all that is wrong with a call, those of several numbers too', async () => {
    const input = {
      code: 'no code',
      kind: 'LABEL_SESSION',
      nameFr: '',
      themeCodes: ['NONE'],
      countryCodes: ['FR'],
      opensOn: '2026-02-01',
      closesOn: '2026-01-01',
      maxCofinancingOtherPercent: 101,
      minimumMonths: 12,
      maximumMonths: 6,
      applications: -1,
    };
    expect(summary(await problemsOf('callForProjectsOpen', input, 'REVIEWER'))).toEqual([
      'CODE_INVALID code',
      'COUNTRY_INVALID countryCodes',
      'TEXT_INVALID nameFr',
      'THEME_UNKNOWN themeCodes',
      'NUMBER_INVALID maxCofinancingOtherPercent',
      'NUMBER_INVALID applications',
      'DATES_INVALID ',
      'NUMBER_INVALID maximumMonths',
      'COUNTRIES_INVALID countryCodes',
    ]);
  });

  it.each([
    [undefined, 'FR', 'Un texte est attendu'],
    ['en-GB,en;q=0.9', 'EN', 'Expected text'],
    ['de', 'FR', 'Un texte est attendu'],
  ])('speaks the language of Accept-Language %s, as labels do', async (language, expected, beginning) => {
    const problems = await problemsOf('partnerCreate', { name: '' }, 'ADMINISTRATOR', {
      ...(language && { language }),
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'TEXT_INVALID', language: expected });
    expect(problems[0]!.message).toMatch(beginning);
  });

  it('fills in values in either language', async () => {
    const [one] = await problemsOf('partnerCreate', { name: 'a'.repeat(201) }, 'ADMINISTRATOR');
    expect([one!.en, one!.fr]).toEqual(['At most 200 characters.', 'Au plus 200 caractères.']);
  });
});
