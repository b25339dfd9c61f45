/**
 * Texts by area: English is at hand at once, other languages are loaded when wanted.
 *
 * An area is a folder of the interface (`common`, `inbox`, ...), so that a card does not
 * carry the texts of the panel. Keys ending in `_one`, `_few`, `_many`, `_other` are
 * plural forms (Intl.PluralRules) of the key before; the value `count` chooses.
 */

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { kept } from "../format/kept";
import type { Hass } from "../ha/types";

export type Texts = Record<string, string>;
export type Values = Record<string, string | number>;
/** Loaders of an area's languages, by file path, as `import.meta.glob` makes them. */
export type Loaders = Record<string, () => Promise<{ default: Texts }>>;

type Plural = "_one" | "_few" | "_many" | "_other" | "_two" | "_zero";
/** A key of an area, plural forms by their common beginning. */
export type Key<T> = keyof T extends infer K
  ? K extends `${infer Base}${Plural}`
    ? Base
    : K extends string
      ? K
      : never
  : never;

const RTL = new Set(["ar", "fa", "he", "ur", "ps", "yi"]);
const areas = new Set<Area>();
const hosts = new Set<ReactiveControllerHost>();
let language = "en";

/** The texts of one area. */
class Area {
  texts: Texts | null = null;
  private loaded = "en";
  private readonly english: Texts;
  private readonly loaders: Map<string, Loaders[string]>;

  constructor(english: Texts, loaders: Loaders) {
    this.english = english;
    this.loaders = new Map(
      Object.entries(loaders).map(([path, load]) => [
        path.split("/").at(-2) ?? "",
        load,
      ]),
    );
    areas.add(this);
    void this.load();
  }

  /** Whether the language in force is here, or there is none of it. */
  get ready(): boolean {
    return this.loaded === language;
  }

  /** Loads the language in force; English stays for what can't be had. */
  async load(): Promise<void> {
    const wanted = language;
    const load = this.loaders.get(best(wanted, [...this.loaders.keys()]) ?? "");
    let texts: Texts | null = null;
    try {
      texts = load ? (await load()).default : null;
    } catch {
      // An old page after an update: English is better than nothing.
    }
    if (wanted === language) {
      this.texts = texts;
      this.loaded = wanted;
      for (const host of hosts) {
        host.requestUpdate();
      }
    }
  }

  find(key: string): string | undefined {
    return this.texts?.[key] ?? this.english[key];
  }

  /** Tells whether the language in force has a text of its own. */
  has(key: string): boolean {
    return this.texts?.[key] !== undefined;
  }
}

/** Returns the function that gives an area's texts. */
export function area<T extends Texts>(
  english: T,
  loaders: Loaders,
): (key: Key<T>, values?: Values) => string {
  const texts = new Area(english, loaders);
  return (key, values = {}) => fill(plural(texts, String(key), values), values);
}

/** Returns the function that finds texts as they are, in other languages than English. */
export function templates(loaders: Loaders): (key: string) => string | undefined {
  const texts = new Area({}, loaders);
  return (key) => texts.find(key);
}

const rulesOf = kept((tag) => new Intl.PluralRules(tag));

function plural(texts: Area, key: string, values: Values): string {
  if (typeof values.count === "number") {
    // English forms follow English rules, also where the user's language lacks a text.
    for (const rules of [language, "en"]) {
      const form = `${key}_${rulesOf(rules).select(values.count)}`;
      if (texts.has(form) || rules === "en") {
        return texts.find(form) ?? texts.find(`${key}_other`) ?? texts.find(key) ?? key;
      }
    }
  }
  return texts.find(key) ?? key;
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  );
}

/** Returns the offered language that is nearest to the wanted one. */
export function best(wanted: string, offered: string[]): string | undefined {
  const [base = ""] = wanted.split("-");
  return (
    offered.find((tag) => tag.toLowerCase() === wanted.toLowerCase()) ??
    offered.find((tag) => tag === base) ??
    offered.find((tag) => tag.split("-")[0] === base)
  );
}

/** Tells whether a language is written from right to left. */
export function isRtl(tag: string): boolean {
  return RTL.has(tag.split("-")[0] ?? "");
}

/** Uses the user's language from now on. */
export function speak(tag: string): void {
  if (tag && tag !== language) {
    language = tag;
    for (const each of areas) {
      void each.load();
    }
  }
}

/** Keeps an element in the user's language; `ready` once its texts are here. */
export class Speech implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly hass: () => Hass | undefined;

  constructor(host: ReactiveControllerHost, hass: () => Hass | undefined) {
    this.host = host;
    this.hass = hass;
    host.addController(this);
  }

  hostConnected(): void {
    hosts.add(this.host);
  }

  hostDisconnected(): void {
    hosts.delete(this.host);
  }

  hostUpdate(): void {
    const hass = this.hass();
    speak(hass?.locale.language ?? hass?.language ?? "");
  }

  /** Nothing is shown before, so that no text is seen to change. */
  get ready(): boolean {
    return [...areas].every((each) => each.ready);
  }

  /** The direction in which the user reads. */
  get direction(): "ltr" | "rtl" {
    return isRtl(language) ? "rtl" : "ltr";
  }
}
