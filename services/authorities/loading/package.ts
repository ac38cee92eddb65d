import type { Reading } from '#kernel/database';
import type { z } from 'zod';
import { files, shapes, type Commune, type Group } from './files.js';

export interface PackageParts {
  communes: Commune[];
  /** Communes déléguées and associées, municipal arrondissements. */
  partsOfCommunes: Commune[];
  groups: { file: string; rows: Group[] }[];
  departments: z.output<typeof shapes.department>[];
  regions: z.output<typeof shapes.region>[];
}

export function readPackage(reading: Reading): PackageParts {
  const communes = reading.rows(files.communes, shapes.commune, (row) => `${row.type} ${row.code}`);
  return {
    communes: communes.filter((row) => row.type === 'commune-actuelle'),
    partsOfCommunes: communes.filter((row) => row.type !== 'commune-actuelle'),
    groups: [files.groups, files.establishments].map((file) => ({
      file,
      rows: reading.rows(file, shapes.group, (row) => row.code),
    })),
    departments: reading.rows(files.departments, shapes.department, (row) => row.code),
    regions: reading.rows(files.regions, shapes.region, (row) => row.code),
  };
}
