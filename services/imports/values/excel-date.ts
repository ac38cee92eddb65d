const DAY = 86_400_000;
/** Day 0 of the two calendars of workbooks. */
const EPOCH_1900 = Date.UTC(1899, 11, 31);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** The 1900 calendar has a 29 February 1900, which never was: later numbers are one too high. */
const NO_SUCH_DAY = 60;
const LAST_SERIAL = 2_958_465; // 31 December 9999

/**
 * Date of a serial number of a workbook: `2013-05-20`, or `2013-05-20T14:30:00` with a time of day.
 * @returns null for a number that is no day, and for 29 February 1900
 */
export function dateOfSerial(serial: number, is1904 = false): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial >= LAST_SERIAL + 1) return null;
  const day = Math.floor(serial);
  if (!is1904 && (day === NO_SUCH_DAY || day === 0)) return null;
  const epoch = is1904 ? EPOCH_1904 : EPOCH_1900 - (day > NO_SUCH_DAY ? DAY : 0);
  // Times are fractions of a day: rounded to the second.
  const seconds = Math.round((serial - day) * 86_400);
  const text = new Date(epoch + day * DAY + seconds * 1000).toISOString();
  return seconds === 0 ? text.slice(0, 10) : text.slice(0, 19);
}
