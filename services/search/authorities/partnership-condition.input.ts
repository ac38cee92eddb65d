export { AuthorityPartnershipFilter, type PartnershipAspect } from '#vocabulary';
