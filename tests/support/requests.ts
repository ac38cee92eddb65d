import { makeId } from '#kernel/values';

// Input and mutations of requests for cooperation.

export const HUYE = makeId('ForeignAuthority', 'RW:DISTRICT:Huye (district)');
export const MELAKY = makeId('ForeignAuthority', 'MG:REGION:Melaky');

const DAY_MS = 24 * 3_600_000;
const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });
/** A day in Paris, this many days from today. */
export const inDays = (days: number) => paris.format(new Date(Date.now() + days * DAY_MS));

/** A valid input of a publication. */
export const request = (more: object = {}) => ({
  foreignAuthorityId: HUYE,
  themeCodes: ['EDU-TRAINING'],
  needEn: 'Trainers for our vocational schools',
  languages: ['en', 'fr'],
  urgencyLevel: 'SOON',
  expiresOn: inDays(60),
  contact: 'cooperation@huye.gov.rw',
  ...more,
});

const PROBLEMS = 'problems { code field message } asOf';
const REQUEST = 'cooperationRequest { id version status statusSince expiresOn expiresSoon themes { code } }';
const INTEREST = 'expressionOfInterest { id version status message contact answer }';

export const PUBLISH = `mutation ($input: CooperationRequestPublishInput!) { done: cooperationRequestPublish(input: $input) { ${PROBLEMS} ${REQUEST} } }`;
export const EDIT = `mutation ($input: CooperationRequestEditInput!) { done: cooperationRequestEdit(input: $input) { ${PROBLEMS} ${REQUEST} } }`;
export const CLOSE = `mutation ($input: CooperationRequestCloseInput!) { done: cooperationRequestClose(input: $input) { ${PROBLEMS} ${REQUEST} } }`;
export const EXPRESS = `mutation ($input: InterestExpressInput!) { done: interestExpress(input: $input) { ${PROBLEMS} ${INTEREST} } }`;
export const WITHDRAW = `mutation ($input: InterestWithdrawInput!) { done: interestWithdraw(input: $input) { ${PROBLEMS} ${INTEREST} } }`;
export const ACCEPT = `mutation ($input: InterestAcceptInput!) { done: interestAccept(input: $input) { ${PROBLEMS} ${INTEREST} } }`;
export const DECLINE = `mutation ($input: InterestDeclineInput!) { done: interestDecline(input: $input) { ${PROBLEMS} ${INTEREST} } }`;
