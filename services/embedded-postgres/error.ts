/** A start that cannot succeed; the message is a sentence for people that says what would be right. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

export const elsewhere = 'or set DATABASE_URL to use a PostgreSQL server of your own';

/** Says in words what a system error means for the person who started the program. */
export function explain(error: unknown, directory: string): unknown {
  const failure = error as NodeJS.ErrnoException;
  switch (failure?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return fullDisk(directory, error);
    case 'EACCES':
    case 'EPERM':
      return new EmbeddedPostgresError(
        `${directory} cannot be written by this user: change its permissions, choose another DATA_DIR, ${elsewhere}.`,
        { cause: error },
      );
    case 'EROFS':
    case 'ENOENT': // what mkdir with `recursive` says on a read-only file system
      if (failure.code === 'ENOENT' && failure.syscall !== 'mkdir') return error;
      return new EmbeddedPostgresError(
        `${directory} cannot be made or is on a read-only file system: choose another DATA_DIR, ${elsewhere}.`,
        { cause: error },
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new EmbeddedPostgresError(
        `${directory} cannot hold a database because a file stands where a directory should be: choose another DATA_DIR, ${elsewhere}.`,
        { cause: error },
      );
    default:
      return error;
  }
}

export function fullDisk(directory: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The disk that holds ${directory} is full: free at least 200 MB, choose another DATA_DIR, ${elsewhere}.`,
    { cause },
  );
}

export const tellsOfFullDisk = (output: string): boolean =>
  /no space left on device|disk quota exceeded|check free disk space/i.test(output);
