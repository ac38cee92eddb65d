import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Account {
  uid: number;
  gid: number;
}

/** In the range that systemd's UIDS-GIDS.md leaves unused: no package or login takes it. */
const ours: Account = { uid: 65525, gid: 65525 };

/**
 * Who PostgreSQL runs as; null when that is the user who started us. PostgreSQL refuses root. The owner
 * of existing data stays their owner, so that one `sudo npm start` does not take them from a user.
 */
export function serverAccount(homes: string[]): Account | null {
  if (process.getuid?.() !== 0) return null;
  const paths = [...homes.map((home) => join(home, 'data')), ...homes];
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat && stat.uid !== 0) return { uid: stat.uid, gid: stat.gid };
  }
  return ours;
}

/** initdb, unlike the server, insists that its user has a name; `nobody` lends it one. */
export function initdbAccount(account: Account | null): Account | null {
  if (!account) return null;
  const known = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map((fields) => ({ name: fields[0], uid: Number(fields[2]) >>> 0, gid: Number(fields[3]) >>> 0 }))
    .filter((user) => user.uid > 0);
  const named =
    known.find((user) => user.uid === account.uid) ??
    known.find((user) => user.name === 'nobody') ??
    known[0];
  return named ? { uid: named.uid, gid: named.gid } : account;
}

/** Whether the account may pass through the absolute path and all of its parents. */
export function canTraverse(path: string, account: Account | null): boolean {
  if (!account) return true;
  for (let current = path; ; current = dirname(current)) {
    const stat = statSync(current, { throwIfNoEntry: false });
    if (stat) {
      const bit = stat.uid === account.uid ? 0o100 : stat.gid === account.gid ? 0o010 : 0o001;
      if (!(stat.mode & bit)) return false;
    }
    if (dirname(current) === current) return true;
  }
}
