/** Failure to start; the message tells people what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

/** End of messages that offer a way out. */
export const orDatabaseUrl = 'or set DATABASE_URL to use a PostgreSQL server of your own';

/** Translates a system error into an EmbeddedPostgresError; returns any other error as it is. */
export function explain(error: unknown, directory: string): unknown {
  const failure = error as NodeJS.ErrnoException;
  switch (failure?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return fullDisk(directory, error);
    case 'EACCES':
    case 'EPERM':
      return new EmbeddedPostgresError(
        `${directory} cannot be written by this user: change its permissions, choose another DATA_DIR, ${orDatabaseUrl}.`,
        { cause: error },
      );
    case 'EROFS':
    case 'ENOENT': // code of a recursive mkdir on a read-only file system
      if (failure.code === 'ENOENT' && failure.syscall !== 'mkdir') return error;
      return new EmbeddedPostgresError(
        `${directory} cannot be created or is on a read-only file system: choose another DATA_DIR, ${orDatabaseUrl}.`,
        { cause: error },
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new EmbeddedPostgresError(
        `${directory} cannot hold a database because a file stands where a directory should be: choose another DATA_DIR, ${orDatabaseUrl}.`,
        { cause: error },
      );
    default:
      return error;
  }
}

export function fullDisk(directory: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The disk that holds ${directory} is full: free at least 200 MB, choose another DATA_DIR, ${orDatabaseUrl}.`,
    { cause },
  );
}

export const reportsFullDisk = (output: string): boolean =>
  /no space left on device|disk quota exceeded|check free disk space/i.test(output);
