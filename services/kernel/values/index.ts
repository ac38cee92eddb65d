import 'reflect-metadata';

export { isId, isIdOf, makeId, newId, requireId, typeTag } from './ids.js';
export { Language, isLanguageCode, labelIn, pickLanguage, type LanguageCode } from './language.js';
export { editDistances, nearestOf } from './nearest.js';
export {
  DateScalar,
  DateTimeScalar,
  PartialDateScalar,
  TimeScalar,
  UrlScalar,
  textScalar,
  isCalendarDate,
  isPartialDate,
} from './scalars.js';
export { foldText } from './text.js';
export { pathsOf, subtreesOf } from './tree.js';
export { acceptedSecrets, signingSecret, type Secrets } from './secrets.js';
