import type { Reading } from '#kernel/database';
import type { z } from 'zod';
import { files, shapes, type Commune, type IntermunicipalBody } from './files.js';

/** Rows of the npm package with the official geographic code. */
export interface PackageRows {
  communes: Commune[];
  /** Communes déléguées and associées, municipal arrondissements. */
  communeSubdivisions: Commune[];
  /** EPCI and EPT: two files of the same shape. */
  intermunicipalFiles: { file: string; rows: IntermunicipalBody[] }[];
  departments: z.output<typeof shapes.department>[];
  regions: z.output<typeof shapes.region>[];
}

export function readPackage(reading: Reading): PackageRows {
  const communes = reading.rows(files.communes, shapes.commune, (row) => `${row.type} ${row.code}`);
  return {
    communes: communes.filter((row) => row.type === 'commune-actuelle'),
    communeSubdivisions: communes.filter((row) => row.type !== 'commune-actuelle'),
    intermunicipalFiles: [files.intermunicipalBodies, files.territorialEstablishments].map((file) => ({
      file,
      rows: reading.rows(file, shapes.intermunicipalBody, (row) => row.code),
    })),
    departments: reading.rows(files.departments, shapes.department, (row) => row.code),
    regions: reading.rows(files.regions, shapes.region, (row) => row.code),
  };
}

/** Key of an intermunicipal body, made of its SIREN. */
export const intermunicipalKey = ({ type, code }: IntermunicipalBody): string =>
  `${type === 'EPT' ? 'EPT' : 'EPCI'}-${code}`;
