export {
  ABSENCE_COST,
  ABSENCE_DESCRIPTION,
  Absence,
  AbsenceReason,
  absenceRow,
  explainedConnectionOf,
  type AbsenceRow,
} from './absence.type.js';
export { absenceText, itemsText, type Items } from './absence-text.js';
export { explainedPage, isEmpty, isEmptyPage } from './explained-page.js';
export { impossible } from './impossible.js';
export { noMatch } from './no-match.js';
