import type { ClassType } from 'type-graphql';
import { getMetadataStorage } from 'type-graphql';

type Values = Readonly<Record<string, unknown>>;
type Convert = (value: unknown) => unknown;
/** Field of an input or arguments class. */
interface InputField {
  name: string;
  getType: () => unknown;
}
interface InputClass {
  target: Function;
  fields?: InputField[];
}

const asItIs: Convert = (value) => value;
const isArgs = (target: unknown) => getMetadataStorage().argumentTypes.find((type) => type.target === target);
const isInput = (target: unknown) => getMetadataStorage().inputTypes.find((type) => type.target === target);

/** Converters of input classes. Lives as long as the process, as the classes do. */
const inputs = new Map<unknown, Convert>();

/** Function that makes an instance of an arguments class from the arguments of a call. Null when only type-graphql can. */
export function argumentsConverter(target: unknown): ((args: Values) => object) | null {
  const known = isArgs(target);
  if (!known || !isPlain(known)) return null;
  // As type-graphql does: of two fields of one name, the one of the parent class.
  const fields = new Map(
    chainOf(known, isArgs).flatMap((type) =>
      (type.fields ?? []).map((field) => [field.name, field] as const),
    ),
  );
  return instancesOf(known.target, [...fields.values()]);
}

/** Function that converts the value of an argument, which makes instances of input classes. */
export function valueConverter(target: unknown): Convert {
  return isInput(target) ? inputConverter(target) : asItIs;
}

/** Whether `new` does nothing but to make an object without properties: no constructor, no default value. */
function isPlain({ target }: InputClass): boolean {
  return target.length === 0 && Object.keys(new (target as ClassType)()).length === 0;
}

/** A class and its parents that are of the same kind, the class first. */
function chainOf(
  first: InputClass,
  kindOf: (target: unknown) => InputClass | undefined,
): readonly InputClass[] {
  const chain = [first];
  for (
    let parent = Object.getPrototypeOf(first.target) as Function;
    parent.prototype !== undefined;
    parent = Object.getPrototypeOf(parent) as Function
  ) {
    const known = kindOf(parent);
    if (known) chain.push(known);
  }
  return chain;
}

/** Converter of an input class, made at its first use: input classes contain themselves. */
function inputConverter(target: unknown): Convert {
  const known = inputs.get(target);
  if (known) return known;
  let make: ((values: Values) => object) | undefined;
  const convert: Convert = (value) => {
    if (value == null) return value;
    if (Array.isArray(value)) return value.map(convert);
    make ??= instancesOf(target as Function, fieldsOfInput(isInput(target)!));
    return make(value as Values);
  };
  inputs.set(target, convert);
  return convert;
}

/** Fields of an input class; of two fields of one name, that of the class itself. */
function fieldsOfInput(type: InputClass): InputField[] {
  if (!isPlain(type))
    throw new Error(`${type.target.name}: an input class has no constructor and no defaults`);
  const fields = new Map<string, InputField>();
  for (const { fields: own = [] } of chainOf(type, isInput))
    for (const field of own) if (!fields.has(field.name)) fields.set(field.name, field);
  return [...fields.values()];
}

/** Maker of instances with the given fields alone, in their order; a field without a value is absent. */
function instancesOf(target: Function, fields: readonly InputField[]): (values: Values) => object {
  const prototype = target.prototype as object;
  const names = fields.map(({ name }) => name);
  const converters = fields.map(({ getType }) => valueConverter(getType()));
  return (values) => {
    const instance = Object.create(prototype) as Record<string, unknown>;
    for (let at = 0; at < names.length; at += 1) {
      const name = names[at]!;
      const value = values[name];
      if (value !== undefined) instance[name] = converters[at]!(value);
    }
    return instance;
  };
}
