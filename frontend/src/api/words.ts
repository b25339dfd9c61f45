/** What PrintMux says: its own words as data, those of printers and files as they are. */

/** Words of others are a text; PrintMux's own have a key, and English along. */
export type Words = string | Phrase | Listing;
export type Value = Words | number | { time: string };

/** A sentence with values in the places of its `text`. */
export interface Phrase {
  key: string;
  text: string;
  values: Record<string, Value>;
}

/** Several things as one text; `text` puts `first` and `second` together. */
export interface Listing {
  key: string;
  text: string;
  items: Words[];
}
