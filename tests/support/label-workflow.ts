import { headersOf, type RoleName } from './actors.js';
import { ask, type Answer } from './graph.js';

export type Headers = Record<string, string>;

export interface Payload {
  problems: { code: string; field: string[]; message: string }[];
  clientMutationId: string | null;
  asOf: string | null;
  [object: string]: any;
}

const EXPERTISE =
  'expertise { id version basis withdrawnOn titleFr: title(lang: FR) titleEn: title(lang: EN) description(lang: FR) languages mobilisationModes countriesOfExperience { code } countriesOfAuthority { code } provenance { confidence sources { title } } }';
const APPLICATION =
  'labelApplication { id version status competences reason submittedAt decidedOn label { id version status validFrom validUntil } transitions { at from to by reason } }';
const OBJECTS: Readonly<Record<string, string>> = {
  expertiseDeclare: EXPERTISE,
  expertiseEdit: EXPERTISE,
  expertiseWithdraw: EXPERTISE,
  labelApplicationDraft: APPLICATION,
  labelApplicationEdit: APPLICATION,
  labelApplicationSubmit: APPLICATION,
  labelApplicationWithdraw: APPLICATION,
  labelApplicationReview: APPLICATION,
  labelApplicationDecide: APPLICATION,
  committeeSessionOpen: 'committeeSession { id version submissionsBefore heldOn }',
  committeeSessionEdit: 'committeeSession { id version submissionsBefore heldOn datesReason }',
  authorityMerge: 'authority { id version }',
  labelEdit: 'label { id version status validFrom validUntil correctionReason }',
  labelRevoke: 'label { id version status revokedOn revocationReason }',
  labelTransfer:
    'label { id version status authority { id } expertise { id version } transferredFrom { id } transferredOn transferReason }',
};
export const MUTATIONS = Object.keys(OBJECTS);

/** A day in Paris, in days from today. */
export function parisDay(offset = 0): string {
  const now = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date());
  return new Date(Date.parse(`${now}T12:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10);
}

export const PARTS = {
  competences: 'What we can do',
  evidence: 'Who says so',
  mobilisationTerms: 'When we come',
};
/** Dates of a session that accepts applications. */
export const OPEN = { announcedOn: parisDay(-10), submissionsBefore: parisDay(1), heldOn: parisDay(2) };
/** Dates of a session past its deadline, whose committee sits today. */
export const PAST = { announcedOn: parisDay(-10), submissionsBefore: parisDay(-1), heldOn: parisDay() };
/** Dates of a session in one day: its committee sits while applications arrive. */
export const ONE_DAY = { announcedOn: parisDay(), submissionsBefore: parisDay(1), heldOn: parisDay() };
/** Move of an open session to today, which states why since applications were submitted. */
export const HELD = { ...OPEN, heldOn: parisDay(), reason: 'The committee sits today' };

/** Steps of the label workflow, through the public API of a graph. */
export class LabelWorkflow {
  #titles = 0;

  constructor(readonly graph: string) {}

  as(role: RoleName | null, of: readonly string[] | string = [], name?: string): Promise<Headers> {
    return headersOf(role, of, { graph: this.graph, ...(name === undefined ? {} : { name }) });
  }

  ask(query: string, variables: Record<string, unknown> = {}, headers: Headers = {}): Promise<Answer> {
    return ask(query, variables, { graph: this.graph, headers });
  }

  async data(query: string, variables: Record<string, unknown> = {}, headers: Headers = {}) {
    const { data, errors } = await this.ask(query, variables, headers);
    if (errors.length) throw new Error(JSON.stringify(errors, null, 1));
    return data;
  }

  attempt(headers: Headers, mutation: string, input: object): Promise<Answer> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    return this.ask(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { problems { code field message } clientMutationId asOf ${OBJECTS[mutation]} } }`,
      { input },
      headers,
    );
  }

  /** Executes a mutation. @returns its payload, with problems or without @throws for errors */
  async send(headers: Headers, mutation: string, input: object): Promise<Payload> {
    const { data, errors } = await this.attempt(headers, mutation, input);
    if (errors.length) throw new Error(`${mutation}: ${JSON.stringify(errors, null, 1)}`);
    return data[mutation];
  }

  /** Executes a mutation. @returns the object of its payload @throws for errors and problems */
  async done(headers: Headers, mutation: string, input: object): Promise<any> {
    const { problems, asOf: _, clientMutationId: __, ...object } = await this.send(headers, mutation, input);
    if (problems.length) throw new Error(`${mutation}: ${JSON.stringify(problems, null, 1)}`);
    return Object.values(object)[0];
  }

  /** Executes a mutation. @returns the codes of its problems; empty when it succeeded */
  async problems(headers: Headers, mutation: string, input: object): Promise<string[]> {
    return (await this.send(headers, mutation, input)).problems.map(({ code }) => code);
  }

  declared(headers: Headers, authorityId: string, more: object = {}): Promise<any> {
    const titleFr = `Savoir-faire ${(this.#titles += 1)}`;
    return this.done(headers, 'expertiseDeclare', { authorityId, themeCode: 'ENV-WASTE', titleFr, ...more });
  }

  session(headers: Headers, dates: object = OPEN): Promise<any> {
    return this.done(headers, 'committeeSessionOpen', { programmeCode: 'EXPE_CT', ...dates });
  }

  /** Creates an application that is under review. */
  async underReview(
    editor: Headers,
    reviewer: Headers,
    expertiseId: string,
    sessionId: string,
  ): Promise<any> {
    let file = await this.done(editor, 'labelApplicationDraft', { expertiseId, sessionId, ...PARTS });
    file = await this.done(editor, 'labelApplicationSubmit', named(file));
    return this.done(reviewer, 'labelApplicationReview', named(file));
  }
}

/** Id and version, by which an edit names the state that it is based on. */
export const named = ({ id, version }: { id: string; version: number }) => ({ id, version });
