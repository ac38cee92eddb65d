/** Limits of reading a file: above what any table of partnerships needs, and below what harms the server. */
export const LIMITS = {
  fileMegabytes: 512,
  /** A cell of a workbook has at most 32,767 characters; texts of other formats may be longer. */
  cellCharacters: 200_000,
  recordCharacters: 2_000_000,
  columns: 2_000,
  depth: 32,
  /** Size of one part of a workbook when unpacked. */
  unpackedMegabytes: 2_048,
  /** A part of a workbook larger than `bombMegabytes` may unpack to this many times its size; sheets reach about 30. */
  unpackedRatio: 200,
  bombMegabytes: 16,
  archiveEntries: 5_000,
  /** Texts that the cells of a workbook share, which are in memory while it is read. */
  sharedCharacters: 200_000_000,
} as const;

export const MEGABYTE = 1024 * 1024;
