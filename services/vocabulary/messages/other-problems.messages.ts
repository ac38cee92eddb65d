/** Problems of authorities, country groups and their terms, the agenda and publications, partners and roles, by code. */
export const OTHER_PROBLEMS = {
  ALREADY_REVOKED: {
    description: 'The key or the role was revoked before (déjà révoqué).',
    reasons: {
      KEY: { en: 'This key was revoked before.', fr: 'Cette clé est déjà révoquée.' },
      GRANT: { en: 'This grant was revoked before.', fr: 'Cette attribution est déjà révoquée.' },
    },
  },
  DATE_NEEDED: {
    description: 'A term has neither a first day nor a date of observation (date requise).',
    en: 'Give its first day or the date at which a source shows it.',
    fr: 'Donnez son premier jour ou la date à laquelle une source en témoigne.',
  },
  DEADLINE_INVALID: {
    description: 'Registration closes after the event has begun (date limite non valable).',
    en: 'Registration closes on the first day of the event at the latest.',
    fr: 'Les inscriptions se terminent au plus tard le premier jour de l’événement.',
  },
  GROUP_CLOSED: {
    description: 'The country group was closed (groupe-pays clos).',
    en: 'It was closed on {day}.',
    fr: 'Le groupe est clos depuis le {day}.',
  },
  GROUP_INVALID: {
    description: 'The code does not have the form of the code of a country group (groupe-pays non valable).',
    en: 'Expected the code of a country group, such as MG or SAHEL.',
    fr: 'Le code d’un groupe-pays est attendu, tel que MG ou SAHEL.',
  },
  HOLDER_UNCLEAR: {
    description: 'A role is granted to neither or to both of a partner and a person (titulaire ambigu).',
    en: 'Name either a partner, or the issuer and the subject of a person.',
    fr: 'Indiquez soit un partenaire, soit l’émetteur et le sujet d’une personne.',
  },
  KINDS_DIFFER: {
    description: 'An authority of one kind does not merge into one of the other (natures différentes).',
    en: '{closed} does not merge into {successor}.',
    fr: '{closed} ne fusionne pas dans {successor}.',
  },
  MAILBOXES_INVALID: {
    description: 'Too many mailboxes, or one of them twice (adresses de service non valables).',
    en: 'At most {max} mailboxes, each once.',
    fr: 'Au plus {max} adresses de service, chacune une fois.',
  },
  MEMBERS_INVALID: {
    description: 'Members of a body do not exist, or are too few or too many (membres non valables).',
    reasons: {
      NONE: { en: 'A body has one member at least.', fr: 'Un organisme a au moins un membre.' },
      AT_ONCE: { en: 'At most {max} members at once.', fr: 'Au plus {max} membres à la fois.' },
      IN_ALL: { en: 'A body has at most {max} members.', fr: 'Un organisme a au plus {max} membres.' },
      ITSELF: { en: 'A body is no member of itself.', fr: 'Un organisme n’est pas membre de lui-même.' },
      UNKNOWN: {
        en: 'No French authority has the id {id}.',
        fr: 'Aucune collectivité française n’a l’identifiant {id}.',
      },
    },
  },
  NOT_A_BODY: {
    description:
      'The authority is neither a joint syndicate nor an association: its facts come from the official code (organisme attendu).',
    en: '{name} is neither a joint syndicate nor an association: its facts come from the official code.',
    fr: '{name} n’est ni un syndicat mixte ni une association : ses données viennent du code officiel.',
  },
  PARTNER_EXISTS: {
    description: 'Another partner has this name (partenaire déjà présent).',
    en: 'There is a partner of this name.',
    fr: 'Un partenaire porte déjà ce nom.',
  },
  PARTNER_UNKNOWN: {
    description: 'No partner has this id (partenaire inconnu).',
    en: 'There is no partner with this id.',
    fr: 'Aucun partenaire n’a cet identifiant.',
  },
  PLACE_NEEDED: {
    description: 'An event that people attend in a place has none (lieu requis).',
    en: 'Give the place where the event is held.',
    fr: 'Donnez le lieu où se tient l’événement.',
  },
  PRESIDENCY_TAKEN: {
    description: 'The group has another presidency on some of the same days (présidence déjà prise).',
    en: 'Another term is the presidency of the group on some of these days: end it first.',
    fr: 'Un autre mandat est la présidence du groupe certains de ces jours : mettez-y d’abord fin.',
  },
  ROLE_GRANTED: {
    description: 'The role was granted for the same things before (rôle déjà attribué).',
    en: 'They have this role for the same things already.',
    fr: 'Ce rôle est déjà attribué pour les mêmes objets.',
  },
  SCOPE_UNKNOWN: {
    description: 'No permission has this name (droit inconnu).',
    en: 'There is no permission of that name: use {scopes}.',
    fr: 'Aucun droit ne porte ce nom : utilisez {scopes}.',
  },
  SCOPES_MISSING: {
    description: 'A key is to have no permission at all (droits manquants).',
    en: 'Name a permission, or leave scopes out for all of the partner’s.',
    fr: 'Indiquez un droit, ou omettez scopes pour tous ceux du partenaire.',
  },
  SEAT_INVALID: {
    description: 'The seat of a body is in no known département or région (siège non valable).',
    reasons: {
      DEPARTMENT: {
        en: 'No département or overseas collectivity has the code {code}.',
        fr: 'Aucun département ni collectivité d’outre-mer n’a le code {code}.',
      },
      REGION: { en: 'No région has the code {code}.', fr: 'Aucune région n’a le code {code}.' },
      DIFFER: {
        en: 'The département {department} is not in the région {region}.',
        fr: 'Le département {department} n’est pas dans la région {region}.',
      },
    },
  },
  SUCCESSOR_CLOSED: {
    description: 'The authority that would take over was closed (successeur fermé).',
    reasons: {
      ON: { en: '{name} was closed on {day}.', fr: '{name} : collectivité fermée le {day}.' },
      MEANWHILE: {
        en: 'The successor was closed meanwhile.',
        fr: 'Le successeur a été fermé entre-temps.',
      },
    },
  },
  TERM_ENDED: {
    description: 'The term has a last day already (mandat terminé).',
    en: 'It already has a last day: {day}.',
    fr: 'Le mandat a déjà un dernier jour : {day}.',
  },
  TIME_ZONE_INVALID: {
    description: 'No time zone has this name (fuseau horaire non valable).',
    en: 'No time zone is called {name}: expected an IANA name such as Africa/Porto-Novo or Indian/Antananarivo.',
    fr: 'Aucun fuseau horaire ne s’appelle {name} : un nom IANA est attendu, tel que Africa/Porto-Novo ou Indian/Antananarivo.',
  },
} as const;
