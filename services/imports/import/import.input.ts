import { enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { ImportRowFate } from '../import-row/import-row-fate.js';
import { ImportState } from './import-state.js';

const ALL = { nullable: true, description: 'All of these.' };
const ANY = { nullable: true, description: 'At least one of these.' };
const NONE = { nullable: true, description: 'None of this.' };

export enum ImportOrderField {
  CREATED_AT = 'CREATED_AT',
}
registerEnumType(ImportOrderField, {
  name: 'ImportOrderField',
  description: 'Sort keys of imports.',
  valuesConfig: { CREATED_AT: { description: 'By when their upload began.' } },
});

const ImportStateFilter = enumFilterOf(ImportState, 'ImportStateFilter', 'state');

@InputType('ImportFilter', { description: 'Conditions on imports; all of them must hold.' })
export class ImportFilter {
  @Field(() => ImportStateFilter, { nullable: true, description: 'By how far they have got.' })
  state?: InstanceType<typeof ImportStateFilter>;
  @Field(() => [ImportFilter], ALL)
  and?: ImportFilter[];
  @Field(() => [ImportFilter], ANY)
  or?: ImportFilter[];
  @Field(() => ImportFilter, NONE)
  not?: ImportFilter;
}

const ImportOrder = orderInputOf<`${ImportOrderField}`>(ImportOrderField, 'ImportOrder', 'imports');
@ArgsType()
export class ImportsArgs extends listArgsOf(ImportFilter, ImportOrder) {}

export enum ImportRowOrderField {
  PLACE = 'PLACE',
}
registerEnumType(ImportRowOrderField, {
  name: 'ImportRowOrderField',
  description: 'Sort keys of the rows of an import.',
  valuesConfig: { PLACE: { description: 'By their place in the file.' } },
});

const ImportRowFateFilter = enumFilterOf(ImportRowFate, 'ImportRowFateFilter', 'fate');

@InputType('ImportRowFilter', { description: 'Conditions on rows of an import; all of them must hold.' })
export class ImportRowFilter {
  @Field(() => ImportRowFateFilter, { nullable: true, description: 'By what becomes of them.' })
  fate?: InstanceType<typeof ImportRowFateFilter>;
  @Field(() => Boolean, { nullable: true, description: 'Whether somebody has decided about them.' })
  isDecided?: boolean;
  @Field(() => [ImportRowFilter], ALL)
  and?: ImportRowFilter[];
  @Field(() => [ImportRowFilter], ANY)
  or?: ImportRowFilter[];
  @Field(() => ImportRowFilter, NONE)
  not?: ImportRowFilter;
}

const ImportRowOrder = orderInputOf<`${ImportRowOrderField}`>(
  ImportRowOrderField,
  'ImportRowOrder',
  'rows of an import',
);
@ArgsType()
export class ImportRowsArgs extends listArgsOf(ImportRowFilter, ImportRowOrder) {}
