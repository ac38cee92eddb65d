export {
  ABSENCE_DESCRIPTION,
  Absence,
  AbsenceReason,
  absenceRow,
  explainedConnectionOf,
  type AbsenceRow,
} from './absence.type.js';
export { absenceText, explainedPage, isEmpty } from './explained-page.js';
