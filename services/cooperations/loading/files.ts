const DATA = 'services/cooperations/data';
/** Data files of the load, relative to the project. */
export const files = {
  themeTree: `${DATA}/theme-tree.json`,
  frenchAuthorities: `${DATA}/french-authorities.json`,
  foreignAuthorities: `${DATA}/foreign-authorities.json`,
  partnerships: `${DATA}/partnerships.json`,
  calls: `${DATA}/calls-for-projects.json`,
  campaigns: `${DATA}/campaigns.json`,
  laureates: `${DATA}/laureates.json`,
  requests: `${DATA}/cooperation-requests.json`,
  figures: `${DATA}/figures.json`,
};
