import { makeId } from '#kernel/values';
import { ask } from '../graph.js';
import type { Side } from '../samples/granted-entities.js';
import { HELD, OPEN, named } from '../label-workflow.js';
import { HUYE, MELAKY, request } from '../requests.js';
import { CALLERS, headersFor, personOf, type Confinements } from './callers.js';
import { Secrets } from './secrets.js';

export const SIDES: readonly Side[] = ['mine', 'other'];
const across = (side: Side): Side => (side === 'mine' ? 'other' : 'mine');

interface Made {
  id: string;
  version: number;
}

/** Private entities of two sides, each with texts that occur nowhere else. */
export class PrivateWorld {
  readonly secrets = new Secrets();
  /** Ids by type of the created entities and their owners, at which paths begin. */
  readonly ids: Record<string, string[]> = {};
  /** Requests with authorities whose replies are private. */
  readonly answers: { requestId: string; authorityId: string }[] = [];
  readonly of: Confinements;
  /** Cursor of the last change. */
  asOf = '';

  private constructor(
    readonly graph: string,
    groupId: string,
  ) {
    const [lyon, grenoble] = ['COM-69123', 'COM-38185'].map((key) => makeId('Authority', key)) as [
      string,
      string,
    ];
    this.of = {
      AUTHORITY_EDITOR: { mine: lyon, other: grenoble },
      FOREIGN_AUTHORITY: { mine: HUYE, other: MELAKY },
      GROUP_MANAGER: groupId,
    };
    this.#addIds('Authority', lyon, grenoble);
    this.#addIds('ForeignAuthority', HUYE, MELAKY);
    this.#addIds('CountryGroup', groupId);
  }

  /** Creates everything through the public API of a graph with the shipped data. */
  static async make(graph: string): Promise<PrivateWorld> {
    const { data } = await ask('{ countryGroups(first: 1) { nodes { id } } }', {}, { graph });
    const world = new PrivateWorld(graph, data.countryGroups.nodes[0].id);
    const headers = new Map(
      await Promise.all(
        CALLERS.map(async (name) => [name, await headersFor(name, graph, world.of)] as const),
      ),
    );
    for (const caller of CALLERS)
      if (caller !== 'ANONYMOUS') world.secrets.add({ markers: [personOf(caller)], for: [caller] });
    world.#headers = headers.get('ADMINISTRATOR')!;
    await world.#makeApplications();
    for (const side of SIDES) await world.#makeRequests(side);
    await world.#makeAccess();
    return world;
  }

  #headers: Record<string, string> = {};

  #addIds(type: string, ...ids: string[]): void {
    (this.ids[type] ??= []).push(...ids);
  }

  /** Executes a mutation as an administrator. @param object field of the payload @param more further fields of the payload */
  async #done(mutation: string, object: string, input: object, more = ''): Promise<any> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await ask(
      `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${object} { id version } asOf ${more} problems { code field message } } }`,
      { input },
      { graph: this.graph, headers: this.#headers },
    );
    if (errors.length || data.done.problems.length)
      throw new Error(`${mutation}: ${JSON.stringify({ input, errors, problems: data?.done.problems })}`);
    this.asOf = data.done.asOf;
    return more ? data.done : data.done[object];
  }

  /** Creates an application in each state for each side. */
  async #makeApplications(): Promise<void> {
    const session: Made = await this.#done('committeeSessionOpen', 'committeeSession', {
      programmeCode: 'EXPE_CT',
      ...OPEN,
    });
    this.#addIds('CommitteeSession', session.id);
    const decisions: (() => Promise<unknown>)[] = [];
    for (const side of SIDES) {
      const step = async (verb: string, file: Made, more: object = {}): Promise<Made> =>
        this.#done(`labelApplication${verb}`, 'labelApplication', { ...named(file), ...more });
      const reason = (): string => this.secrets.marker(`reason-${side}`);
      const states: Record<string, (file: Made) => Promise<string[]>> = {
        DRAFT: async () => [],
        DROPPED: async (file) => {
          const why = reason();
          await step('Withdraw', file, { reason: why });
          return [why];
        },
        SUBMITTED: async (file) => (await step('Submit', file), []),
        WITHDRAWN: async (file) => {
          const why = reason();
          await step('Withdraw', await step('Submit', file), { reason: why });
          return [why];
        },
        REFUSED: async (file) => {
          const why = reason();
          const reviewed = await step('Review', await step('Submit', file));
          decisions.push(() => step('Decide', reviewed, { decision: 'REFUSE', reasons: why }));
          return [why];
        },
        ACCEPTED: async (file) => {
          const why = reason();
          const reviewed = await step('Review', await step('Submit', file));
          decisions.push(() => step('Decide', reviewed, { decision: 'ACCEPT', reasons: why }));
          return [why];
        },
      };
      for (const [state, proceed] of Object.entries(states)) {
        const expertise: Made = await this.#done('expertiseDeclare', 'expertise', {
          authorityId: this.of.AUTHORITY_EDITOR[side],
          themeCode: 'EDU-TRAINING',
          titleFr: `Savoir-faire ${side} ${state}`,
          titleEn: `Know-how ${side} ${state}`,
        });
        this.#addIds('Expertise', expertise.id);
        const texts = ['competences', 'evidence', 'mobilisationTerms'] as const;
        const parts = Object.fromEntries(
          texts.map((part) => [part, this.secrets.marker(`${part.toLowerCase()}-${side}`)]),
        );
        const file: Made = await this.#done('labelApplicationDraft', 'labelApplication', {
          expertiseId: expertise.id,
          sessionId: session.id,
          ...parts,
        });
        const isSubmitted = !['DRAFT', 'DROPPED'].includes(state);
        this.#addIds('LabelApplication', file.id);
        this.secrets.add({
          id: file.id,
          markers: [...Object.values(parts), ...(await proceed(file))],
          for: [`AUTHORITY_EDITOR ${side}`, ...(isSubmitted ? (['REVIEWER'] as const) : [])],
        });
      }
    }
    await this.#done('committeeSessionEdit', 'committeeSession', { ...named(session), ...HELD });
    for (const decide of decisions) await decide();
  }

  /** Creates requests of a foreign authority in each state, with replies of both sides. */
  async #makeRequests(side: Side): Promise<void> {
    const foreign = `FOREIGN_AUTHORITY ${side}` as const;
    const publish = async (accepted: boolean): Promise<Made> => {
      const mailbox = this.secrets.marker(`mailbox-${side}`);
      const made: Made = await this.#done(
        'cooperationRequestPublish',
        'cooperationRequest',
        request({
          foreignAuthorityId: this.of.FOREIGN_AUTHORITY[side],
          contact: `cooperation@${mailbox}.example.org`,
        }),
      );
      this.#addIds('CooperationRequest', made.id);
      this.secrets.add({
        markers: [mailbox],
        for: [foreign, ...(accepted ? ([`AUTHORITY_EDITOR ${side}`] as const) : [])],
      });
      return made;
    };
    const express = async (to: Made, by: Side, answer?: string): Promise<Made> => {
      const [message, mailbox] = ['message', 'office'].map((kind) => this.secrets.marker(`${kind}-${by}`));
      const authorityId = this.of.AUTHORITY_EDITOR[by];
      const made: Made = await this.#done('interestExpress', 'expressionOfInterest', {
        requestId: to.id,
        authorityId,
        message,
        contact: `international@${mailbox}.example.org`,
      });
      this.#addIds('ExpressionOfInterest', made.id);
      this.secrets.add({
        id: made.id,
        markers: [message!, mailbox!, ...(answer ? [answer] : [])],
        for: [foreign, `AUTHORITY_EDITOR ${by}`],
      });
      this.answers.push({ requestId: to.id, authorityId });
      return made;
    };
    const answer = () => this.secrets.marker(`answer-${side}`);

    const open = await publish(false);
    await express(open, 'mine');
    await express(open, 'other');

    const matched = await publish(true);
    await express(matched, across(side));
    const welcome = answer();
    const accepted = await express(matched, side, welcome);
    await this.#done('interestAccept', 'expressionOfInterest', { ...named(accepted), answer: welcome });
    this.answers.pop();

    const quiet = await publish(false);
    const regret = answer();
    const declined = await express(quiet, side, regret);
    await this.#done('interestDecline', 'expressionOfInterest', { ...named(declined), answer: regret });
    await this.#done('interestWithdraw', 'expressionOfInterest', named(await express(quiet, across(side))));

    const closed = await publish(false);
    await express(closed, across(side));
    await this.#done('cooperationRequestClose', 'cooperationRequest', {
      ...named(closed),
      reason: 'NO_LONGER_NEEDED',
    });
  }

  /** Creates a partner, a key and a grant, which only administrators may see. */
  async #makeAccess(): Promise<void> {
    const [partnerName, keyName, person] = ['partner', 'key', 'subject'].map((kind) =>
      this.secrets.marker(kind),
    ) as [string, string, string];
    const partner: Made = await this.#done('partnerCreate', 'partner', { name: partnerName });
    const { apiKey, secret } = await this.#done(
      'apiKeyCreate',
      'apiKey',
      { partnerId: partner.id, name: keyName },
      'secret',
    );
    const grant: Made = await this.#done('roleGrant', 'roleGrant', {
      role: 'ANALYST',
      issuer: 'https://login.example.org',
      subject: person,
      name: person,
    });
    this.#addIds('Partner', partner.id);
    this.#addIds('ApiKey', apiKey.id);
    this.#addIds('RoleGrant', grant.id);
    for (const { id } of [partner, apiKey, grant] as Made[]) this.secrets.add({ id, markers: [], for: [] });
    this.secrets.add({ markers: [partnerName, keyName, person], for: [] });
    this.secrets.hiddenFromAll.push(secret);
  }
}
