// Faults of the engine, one line each: by name, the compiled file, what stands there, what stands there instead, and the
// tests that must fail. A line that has changed makes the run fail, so that the list is kept up to date.

const ENGINE = 'gateway/engine/engine.test';
const MUTATIONS = 'gateway/engine/mutations.test';
const MERGING = 'field-merging/field-merging-rule.test';

export const MUTANTS = [
  {
    name: 'fields with a condition are selected when it is false',
    file: 'gateway/engine/normalise/collect-fields.js',
    from: "return condition === (name === 'include');",
    to: "return condition !== (name === 'include');",
    tests: ENGINE,
  },
  {
    name: 'fragments on an interface apply to every type',
    file: 'gateway/engine/normalise/collect-fields.js',
    from: 'return isAbstractType(conditionType) && this.schema.isSubType(conditionType, type);',
    to: 'return isAbstractType(conditionType);',
    tests: ENGINE,
  },
  {
    name: 'fields with arguments take the names of keys of entities',
    file: 'gateway/engine/normalise/response-keys.js',
    from: '!(args && this.identifying.has(name))',
    to: 'true',
    tests: ENGINE,
  },
  {
    name: 'nulls stay where the schema allows none',
    file: 'gateway/engine/normalise/project.js',
    from: 'return PROPAGATE;',
    to: 'return null;',
    tests: ENGINE,
  },
  {
    name: 'lists of two fetches replace each other',
    file: 'gateway/engine/plan/merge.js',
    from: 'into.length !== from.length',
    to: 'into.length === from.length',
    tests: ENGINE,
  },
  {
    name: 'entities of all types share their keys',
    file: 'gateway/engine/plan/representations.js',
    from: '`${sentName} ${String(value)}`',
    to: 'String(value)',
    tests: ENGINE,
  },
  {
    name: 'errors of entities stand at the first of their places alone',
    file: 'gateway/engine/plan/entity-fetch.js',
    from: 'found.push(place);',
    to: 'void place;',
    tests: ENGINE,
  },
  {
    name: 'mutations go on after one that leaves nothing of the answer',
    file: 'gateway/engine/plan/compile-plan.js',
    from: 'run.isOver ||= isRequired;',
    to: 'void isRequired;',
    tests: MUTATIONS,
  },
  {
    name: 'what is missing below a failed field is one more error',
    file: 'gateway/engine/normalise/missing-values.js',
    from: 'nulled = at + 1;',
    to: 'nulled = path.length;',
    tests: MUTATIONS,
  },
  {
    name: 'a plan that failed once is never made again',
    file: 'gateway/engine/engine.js',
    from: 'this.#plans.delete(text);',
    to: 'void text;',
    tests: ENGINE,
  },
  {
    name: 'fields of two object types are not compared with those of their interface',
    file: 'gateway/operation/field-merging/conflicts.js',
    from: '[...ofAny, ...own]',
    to: '[...own]',
    tests: MERGING,
  },
  {
    name: 'the order of arguments makes a difference',
    file: 'gateway/operation/field-merging/arguments-text.js',
    from: '.sort()\n        .join();',
    to: '.join();',
    tests: MERGING,
  },
];
