// Rules that look at several rows, as triggers. Each refuses like a broken constraint, by a name that mutations know.

const refuse = (constraint: string, message: string, ...values: string[]) =>
  `RAISE EXCEPTION '${message}'${values.map((value) => `, ${value}`).join('')} USING ERRCODE = 'check_violation', CONSTRAINT = '${constraint}', TABLE = TG_TABLE_NAME`;

const trigger = (name: string, body: string) =>
  `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$ ${body} $body$`;

/** Whoever locks several rows locks them in this order: application, session, expertise. */
const APPLICATIONS = [
  trigger(
    'check_label_application',
    `DECLARE
      session committee_session;
      holder expertise;
    BEGIN
      IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'DRAFT' THEN ${refuse('label_application_transition', 'an application begins as a draft')}; END IF;
        SELECT * INTO holder FROM expertise WHERE id = NEW.expertise_id FOR SHARE;
        IF holder.withdrawn_on IS NOT NULL THEN ${refuse('label_application_expertise', 'the expertise was withdrawn')}; END IF;
        NEW.submitted_at := NULL;
        NEW.submissions_before := NULL;
        NEW.decided_on := NULL;
        RETURN NEW;
      END IF;
      IF NEW.status <> OLD.status AND NOT (CASE OLD.status
        WHEN 'DRAFT' THEN NEW.status IN ('SUBMITTED', 'WITHDRAWN')
        WHEN 'SUBMITTED' THEN NEW.status IN ('UNDER_REVIEW', 'WITHDRAWN')
        WHEN 'UNDER_REVIEW' THEN NEW.status IN ('ACCEPTED', 'REFUSED', 'WITHDRAWN')
        ELSE false END)
      THEN ${refuse('label_application_transition', 'an application does not go from % to %', 'OLD.status', 'NEW.status')}; END IF;
      IF OLD.expertise_id <> NEW.expertise_id OR (OLD.status <> 'DRAFT' AND
        (OLD.session_id, OLD.competences, OLD.evidence, OLD.mobilisation_terms) IS DISTINCT FROM
        (NEW.session_id, NEW.competences, NEW.evidence, NEW.mobilisation_terms))
      THEN ${refuse('label_application_as_submitted', 'what was submitted stays as it is')}; END IF;
      NEW.submitted_at := OLD.submitted_at;
      NEW.submissions_before := OLD.submissions_before;
      NEW.decided_on := OLD.decided_on;
      IF NEW.status = OLD.status OR NEW.status NOT IN ('SUBMITTED', 'ACCEPTED', 'REFUSED') THEN RETURN NEW; END IF;
      SELECT * INTO session FROM committee_session WHERE id = NEW.session_id FOR SHARE;
      IF NEW.status = 'SUBMITTED' THEN
        -- The clock, and not the start of the transaction, which can have waited over midnight.
        NEW.submitted_at := clock_timestamp();
        NEW.submissions_before := session.submissions_before;
        IF NOT arrived_in_time(NEW.submitted_at, NEW.submissions_before)
        THEN ${refuse('label_application_in_time', 'files had to arrive before %', 'NEW.submissions_before')}; END IF;
      ELSE
        NEW.decided_on := day_in_paris();
        IF NEW.decided_on < session.held_on
        THEN ${refuse('label_application_session_held', 'the committee sits on %', 'session.held_on')}; END IF;
      END IF;
      RETURN NEW;
    END`,
  ),
  `CREATE TRIGGER check_label_application BEFORE INSERT OR UPDATE ON label_application FOR EACH ROW EXECUTE FUNCTION check_label_application()`,
  trigger(
    'record_transition',
    `BEGIN
      INSERT INTO label_application_transition (application_id, number, at, from_status, to_status, moved_by, actor, reason)
        SELECT NEW.id, count(*) + 1, clock_timestamp(), CASE TG_OP WHEN 'UPDATE' THEN OLD.status END, NEW.status, NEW.moved_by,
          coalesce(current_setting('passerelle.actor', true), ''), NEW.reason
        FROM label_application_transition WHERE application_id = NEW.id;
      RETURN NULL;
    END`,
  ),
  `CREATE TRIGGER record_first_transition AFTER INSERT ON label_application FOR EACH ROW EXECUTE FUNCTION record_transition()`,
  `CREATE TRIGGER record_transition AFTER UPDATE ON label_application FOR EACH ROW
    WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION record_transition()`,
  trigger(
    'require_label',
    `BEGIN
      IF NOT EXISTS (SELECT FROM label l WHERE l.application_id = NEW.id AND l.expertise_id = NEW.expertise_id AND l.session_id = NEW.session_id)
      THEN ${refuse('label_application_granted', 'an accepted application has its label')}; END IF;
      RETURN NULL;
    END`,
  ),
  `CREATE CONSTRAINT TRIGGER require_label AFTER UPDATE ON label_application DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.status = 'ACCEPTED' AND OLD.status <> 'ACCEPTED') EXECUTE FUNCTION require_label()`,
];

const LABELS = [
  trigger(
    'check_label',
    `DECLARE
      held date;
      withdrawn date;
    BEGIN
      IF TG_OP = 'UPDATE' AND OLD.revoked_on IS NOT NULL AND NEW.revoked_on IS DISTINCT FROM OLD.revoked_on
      THEN ${refuse('label_stays_revoked', 'a label that was revoked stays so')}; END IF;
      SELECT held_on INTO held FROM committee_session WHERE id = NEW.session_id FOR SHARE;
      IF NEW.awarded_on < held THEN ${refuse('label_awarded_after_session', 'the committee sits on %', 'held')}; END IF;
      IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
      -- Labels of one expertise come one after the other.
      SELECT withdrawn_on INTO withdrawn FROM expertise WHERE id = NEW.expertise_id FOR NO KEY UPDATE;
      IF withdrawn IS NOT NULL THEN ${refuse('label_expertise', 'the expertise was withdrawn')}; END IF;
      IF NEW.application_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM label_application a WHERE a.id = NEW.application_id AND a.status IN ('UNDER_REVIEW', 'ACCEPTED'))
      THEN ${refuse('label_application_transition', 'the application is not under review')}; END IF;
      RETURN NEW;
    END`,
  ),
  `CREATE TRIGGER check_label BEFORE INSERT OR UPDATE ON label FOR EACH ROW EXECUTE FUNCTION check_label()`,
  trigger(
    'check_committee_session',
    `BEGIN
      IF EXISTS (SELECT FROM label WHERE session_id = NEW.id AND awarded_on < NEW.held_on)
        OR EXISTS (SELECT FROM label_application WHERE session_id = NEW.id AND decided_on < NEW.held_on)
      THEN ${refuse('committee_session_before_decisions', 'the committee has decided before')}; END IF;
      RETURN NEW;
    END`,
  ),
  `CREATE TRIGGER check_committee_session BEFORE UPDATE ON committee_session FOR EACH ROW
    WHEN (NEW.held_on > OLD.held_on) EXECUTE FUNCTION check_committee_session()`,
];

const BY_A_LOAD = `WHEN (coalesce(current_setting('passerelle.actor', true), '') = '')`;

const EXPERTISES = [
  trigger(
    'check_expertise',
    `BEGIN
      IF OLD.withdrawn_on IS NOT NULL THEN ${refuse('expertise_stays_withdrawn', 'an expertise that was withdrawn stays so')}; END IF;
      IF EXISTS (SELECT FROM label l WHERE l.expertise_id = NEW.id AND NOT isempty(label_period(l.valid_from, l.valid_until, l.revoked_on))
        AND coalesce(upper(label_period(l.valid_from, l.valid_until, l.revoked_on)), 'infinity') > day_in_paris())
      THEN ${refuse('expertise_label_stands', 'a label stands behind the expertise')}; END IF;
      IF EXISTS (SELECT FROM label_application a WHERE a.expertise_id = NEW.id AND a.status IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW'))
      THEN ${refuse('expertise_application_open', 'a label application of the expertise is open')}; END IF;
      RETURN NEW;
    END`,
  ),
  `CREATE TRIGGER check_expertise BEFORE UPDATE ON expertise FOR EACH ROW
    WHEN (NEW.withdrawn_on IS DISTINCT FROM OLD.withdrawn_on) EXECUTE FUNCTION check_expertise()`,
  // A load must not fail over what people have done: what they declared comes first, and what they use stays.
  trigger(
    'leave_to_people',
    `BEGIN
      IF EXISTS (SELECT FROM expertise o WHERE o.authority_id = NEW.authority_id AND o.theme_code = NEW.theme_code
        AND o.title_fr = NEW.title_fr AND o.withdrawn_on IS NULL AND o.version > 0 AND o.id <> NEW.id)
      THEN RETURN NULL; END IF;
      RETURN NEW;
    END`,
  ),
  `CREATE TRIGGER leave_to_people BEFORE INSERT ON expertise FOR EACH ROW ${BY_A_LOAD} EXECUTE FUNCTION leave_to_people()`,
  // Argument: the column by which labels and their applications refer to a row.
  trigger(
    'keep_what_is_used',
    `DECLARE
      used boolean;
    BEGIN
      EXECUTE format('SELECT EXISTS (SELECT FROM label WHERE %1$I = $1) OR EXISTS (SELECT FROM label_application WHERE %1$I = $1)', TG_ARGV[0])
        INTO used USING OLD.id;
      IF used THEN RETURN NULL; END IF;
      RETURN OLD;
    END`,
  ),
  ...[
    ['expertise', 'expertise_id'],
    ['committee_session', 'session_id'],
  ].map(
    ([table, column]) =>
      `CREATE TRIGGER keep_what_is_used BEFORE DELETE ON ${table} FOR EACH ROW ${BY_A_LOAD} EXECUTE FUNCTION keep_what_is_used('${column}')`,
  ),
];

export const WORKFLOW_RULES = [...APPLICATIONS, ...LABELS, ...EXPERTISES];
