import type { PageRoute } from '../page.js';
import { about } from './about.js';
import { agenda } from './agenda.js';
import { authority } from './authority.js';
import { call, calls } from './calls.js';
import { countries } from './countries.js';
import { country } from './country.js';
import { event } from './event.js';
import { accessibility, data } from './fixed.js';
import { foreignAuthorities } from './foreign-authorities.js';
import { foreignAuthority } from './foreign-authority.js';
import { group, groups } from './groups.js';
import { home } from './home.js';
import { partnership } from './partnership.js';
import { partnerships } from './partnerships.js';
import { news, newsItem, resource, resources } from './publications.js';
import { request, requests } from './requests.js';
import { search } from './search.js';
import { statistics } from './statistics.js';
import { theme } from './theme.js';
import { themes } from './themes.js';

/** All pages of the portal. */
export const PAGES: readonly PageRoute[] = [
  home,
  search,
  authority,
  foreignAuthorities,
  foreignAuthority,
  countries,
  country,
  groups,
  group,
  themes,
  theme,
  partnerships,
  partnership,
  calls,
  call,
  agenda,
  event,
  news,
  newsItem,
  resources,
  resource,
  requests,
  request,
  statistics,
  about,
  data,
  accessibility,
];
