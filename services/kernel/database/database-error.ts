/** Database failure that an operator can fix; the message says how. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}
