// What judges files, from the packages beside it. Copied to where they are installed.
export { default as ICAL } from 'ical.js';
export { default as jsonld } from 'jsonld';
export { default as RssParser } from 'rss-parser';
export { default as SHACLValidator } from 'rdf-validate-shacl';
