import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Account {
  uid: number;
  gid: number;
}

/** Account of the server under root, in the range that systemd's UIDS-GIDS.md leaves unused: no package or login takes it. */
const DEFAULT_ACCOUNT: Account = { uid: 65525, gid: 65525 };

/**
 * Account of the server; null: the user of this process. PostgreSQL refuses root. The owner of existing data
 * stays their owner, so that one `sudo npm start` does not take them from a user.
 */
export function serverAccount(homes: string[]): Account | null {
  if (process.getuid?.() !== 0) return null;
  const paths = [...homes.map((home) => join(home, 'data')), ...homes];
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat && stat.uid !== 0) return { uid: stat.uid, gid: stat.gid };
  }
  return DEFAULT_ACCOUNT;
}

/** Account of initdb, which, unlike the server, needs a user with a name; `nobody` otherwise. */
export function initdbAccount(account: Account | null): Account | null {
  if (!account) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map((fields) => ({ name: fields[0], uid: Number(fields[2]) >>> 0, gid: Number(fields[3]) >>> 0 }))
    .filter((user) => user.uid > 0);
  const named =
    users.find((user) => user.uid === account.uid) ??
    users.find((user) => user.name === 'nobody') ??
    users[0];
  return named ? { uid: named.uid, gid: named.gid } : account;
}

/** True when the account may traverse the absolute path and all of its parents. */
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
