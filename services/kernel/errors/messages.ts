/** Language of a message. */
export type MessageLanguage = 'FR' | 'EN';

/** Text in both languages of this graph. Parts in braces, such as `{max}`, stand for values. */
export interface Message {
  readonly en: string;
  readonly fr: string;
}

type NamesIn<Part extends string> = Part extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** Names of the values that a message has room for. */
export type ValueNames<One extends Message> = NamesIn<One['en']>;

/** Value of a message: the same in both languages, or a text that has both. */
export type MessageValue = string | number | Text;

/** Arguments after the id of a message: its values, when it has room for any. */
export type MessageValues<One extends Message> = [ValueNames<One>] extends [never]
  ? []
  : [values: Readonly<Record<ValueNames<One>, MessageValue>>];

/** Message whose French part has room for the same values as the English one; any other is a compile error. */
export type Balanced<One extends Message> = [NamesIn<One['fr']>] extends [NamesIn<One['en']>]
  ? [NamesIn<One['en']>] extends [NamesIn<One['fr']>]
    ? One
    : never
  : never;

/** Message with its values. Made from catalogues alone, so that none lacks a language. */
export class Text {
  private constructor(
    readonly en: string,
    readonly fr: string,
  ) {}

  static of(message: Message, values: Readonly<Record<string, MessageValue>> = {}): Text {
    return new Text(filled(message.en, values, 'en'), filled(message.fr, values, 'fr'));
  }

  /** Several texts, one after the other. */
  static join(texts: readonly Text[], separator = ' '): Text {
    return new Text(texts.map(({ en }) => en).join(separator), texts.map(({ fr }) => fr).join(separator));
  }

  in(language: MessageLanguage): string {
    return language === 'EN' ? this.en : this.fr;
  }
}

function filled(
  message: string,
  values: Readonly<Record<string, MessageValue>>,
  language: 'en' | 'fr',
): string {
  return message.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {${name}} in "${message}"`);
    return value instanceof Text ? value[language] : String(value);
  });
}

/** Texts of a catalogue by id. A message of which one language lacks a value does not compile. */
export function textsOf<const Catalogue extends Readonly<Record<string, Message>>>(
  catalogue: Catalogue & { [Id in keyof Catalogue]: Balanced<Catalogue[Id]> },
) {
  return <Id extends keyof Catalogue & string>(id: Id, ...values: MessageValues<Catalogue[Id]>): Text =>
    Text.of(catalogue[id], values[0]);
}
