export { countryLookup, type CountryNames } from './country.js';
export { readCurrency } from './currency.js';
export { readDate, readPeriod, type DateOptions, type Period } from './date.js';
export { dateOfSerial } from './excel-date.js';
export { readFrenchName, readPlaceCountryYear, readPlaceYearProvince } from './names.js';
export { readNumber, type NumberReading } from './number.js';
export { readKind, readStatus } from './words.js';
