import 'reflect-metadata';

export { backUp, type BackupTools } from './backup.js';
export { restore } from './restore.js';
export { readManifest, type Manifest } from './manifest.js';
